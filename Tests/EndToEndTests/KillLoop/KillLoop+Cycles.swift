import Foundation

/// One cycle of each kind. Afterwards the server runs, and nothing else does.
extension KillLoop {
  /// - Returns: how many living processes were killed.
  func cycle(_ kind: Kind, _ device: String) throws -> Int {
    switch kind {
    case .sync: try killSync(device)
    case .command: try killCommand(device)
    case .shell: try killShell(device)
    case .watch: try killWatch(device)
    case .server: try killServer(device, withClient: false)
    case .both: try killServer(device, withClient: true)
    case .start: try killStart()
    }
  }

  private func killSync(_ device: String) throws -> Int {
    try writeInShell(device, count: 2)
    let written = ledger.acknowledged[device, default: []]
    let sync = try Victim("godwit", ["sync", "--home", world.home(device)], in: world.folder)
    wait(in: .sync)
    return try settle(sync, killed: sync.kill(), written)
  }

  private func killCommand(_ device: String) throws -> Int {
    let name = newName("command")
    let add = try Victim(
      "godwit", ["customer", "add", name, "--territory", "North", "--home", world.home(device)], in: world.folder)
    wait(in: .command)
    if add.kill() { return 1 }
    guard add.status == 0 else { throw TestFailure("customer add: exit \(add.status)\n\(try add.errors)") }
    ledger.acknowledge([name], on: device)
    note(lifetime: add.lifetime, of: .command)
    return 0
  }

  private func killShell(_ device: String) throws -> Int {
    let shell = try startShell(device, count: 6)
    wait(in: .shell)
    let killed = shell.kill()
    try acknowledge(shell, on: device)
    if killed { return 1 }
    guard shell.status == 0 else { throw TestFailure("sqlite3: exit \(shell.status)\n\(try shell.errors)") }
    note(lifetime: shell.lifetime, of: .shell)
    return 0
  }

  private func killWatch(_ device: String) throws -> Int {
    let watch = try Victim("godwit", ["sync", "--watch", "--home", world.home(device)], in: world.folder)
    wait(in: .sync)
    let shell = try startShell(device, count: 2)
    wait(in: .sync)
    let killed = watch.kill()
    shell.wait()
    try acknowledge(shell, on: device)
    guard killed else { throw TestFailure("sync --watch ended: exit \(watch.status)\n\(try watch.errors)") }
    return 1
  }

  private func killServer(_ device: String, withClient: Bool) throws -> Int {
    try writeInShell(device, count: 2)
    let written = ledger.acknowledged[device, default: []]
    let sync = try Victim("godwit", ["sync", "--home", world.home(device)], in: world.folder)
    wait(in: .sync)
    // In either order, with nothing between.
    let clientIsFirst = Bool.random(using: &random)
    var killed = false
    if withClient && clientIsFirst { killed = sync.kill() }
    world.killServer()
    if withClient && !clientIsFirst { killed = sync.kill() }
    sync.wait()
    try world.startServer()
    return try 1 + settle(sync, killed: killed, written)
  }

  private func killStart() throws -> Int {
    world.killServer()
    let server = try Victim(
      "godwit-server", ["serve", world.serverFolder, "--listen", "127.0.0.1:\(world.port)"], in: world.folder)
    wait(in: .start)
    guard server.kill() else { throw TestFailure("the server ended: exit \(server.status)\n\(try server.errors)") }
    let begun = Date()
    try world.startServer()
    note(lifetime: Int(Date().timeIntervalSince(begun) * 1_000_000), of: .start)
    return 2
  }

  // MARK: Pieces

  /// Holds a sync to its word if it was not killed: done, or the server was away.
  private func settle(_ sync: Victim, killed: Bool, _ written: Set<String>) throws -> Int {
    if killed { return 1 }
    switch sync.status {
    case 0:
      ledger.settle(written)
      note(lifetime: sync.lifetime, of: .sync)
    case 75: break
    default: throw TestFailure("sync: exit \(sync.status)\n\(try sync.errors)")
    }
    return 0
  }

  /// The stock shell writes rows, one or many in a transaction, with as much more on the counter, and says so after
  /// each transaction.
  private func startShell(_ device: String, count: Int) throws -> Victim {
    let script = (0..<count).map { _ in
      let names = (0..<(Int.random(in: 0..<30, using: &random) == 0 ? 30 : 1)).map { _ in newName("shell") }
      return """
        BEGIN IMMEDIATE;
        \(names.map(Self.insert).joined(separator: "\n"))
        UPDATE customers SET visit_count = visit_count + \(names.count) WHERE name = '\(Self.counted)';
        COMMIT;
        SELECT '\(names.joined(separator: "\n"))';

        """
    }
    // Line by line, so that what was said is not lost with the process.
    return try Victim(
      "stdbuf", ["-oL", "sqlite3", "-bail", "-cmd", ".timeout 10000", world.home(device) + "/replica.sqlite"],
      in: world.folder, input: script.joined())
  }

  private func writeInShell(_ device: String, count: Int) throws {
    let shell = try startShell(device, count: count)
    shell.wait()
    guard shell.status == 0 else { throw TestFailure("sqlite3: exit \(shell.status)\n\(try shell.errors)") }
    try acknowledge(shell, on: device)
  }

  /// Whole lines only: the last one may be cut.
  private func acknowledge(_ shell: Victim, on device: String) throws {
    let lines = try shell.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    ledger.acknowledge(lines.map(String.init), on: device)
  }
}
