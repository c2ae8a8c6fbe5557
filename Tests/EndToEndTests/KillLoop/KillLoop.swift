import Foundation
import TestSupport

/// A server and two devices that write, sync and are killed; a seed decides what, and after how many microseconds.
///
/// When exactly a process dies is up to the machine. What must hold afterwards does not depend on it.
final class KillLoop {
  /// What is killed.
  enum Kind: String, CaseIterable {
    /// `godwit sync`.
    case sync
    /// `godwit customer add`.
    case command
    /// The stock shell, between and in transactions.
    case shell
    /// `godwit sync --watch`, while another program writes.
    case watch
    /// The server, while a device syncs.
    case server
    /// The server and the device that syncs.
    case both
    /// The server while it starts.
    case start
  }

  static let devices = ["Ann", "Ben"]
  /// The customer on whose counter every shell transaction adds one.
  static let counted = "Kiosk"

  let world: World
  var ledger = KillLedger()
  var random: SplitMix64
  private(set) var lost: [String] = []
  private(set) var cycles = 0
  private var kills: [Kind: Int] = [:]
  /// How long the processes of a kind live when nobody kills them, in microseconds.
  private var lifetimes: [Kind: Int] = [:]
  private var rows = 0
  private let seed: UInt64
  private let begun = Date()

  init(seed: UInt64) throws {
    self.seed = seed
    random = SplitMix64(seed: seed)
    world = try World()
    try world.startServer()
    for device in Self.devices { try world.join(device) }
    try world.sql(Self.devices[0], Self.insert(Self.counted))
    for device in Self.devices { try world.sync(device) }
  }

  /// Goes on until so many cycles have killed a living process, or something is lost.
  func run(cycles count: Int) throws {
    var turn = 0
    // A process that ends before its moment is no kill; the bound only ends a loop that has failed.
    while cycles < count, turn < 3 * count, lost.isEmpty {
      turn += 1
      let kind = Kind.allCases[Int.random(in: 0..<Kind.allCases.count, using: &random)]
      let device = Self.devices[Int.random(in: 0..<Self.devices.count, using: &random)]
      let killed = try cycle(kind, device)
      if killed > 0 { cycles += 1 }
      kills[kind, default: 0] += killed
      try check(device)
      if [.server, .both, .start].contains(kind) { try checkServer() }
      if turn % 8 == 0 { try settleAll() }
    }
    if cycles < count, lost.isEmpty { throw TestFailure("only \(cycles) of \(turn) cycles killed anything") }
  }

  /// A new name for a row.
  func newName(_ mark: String) -> String {
    rows += 1
    let name = "K-\(rows)-\(mark)"
    ledger.begin([name])
    return name
  }

  static func insert(_ name: String) -> String {
    "INSERT INTO customers(territory_id, name, visit_count) SELECT id, '\(name)', 0 FROM territories WHERE name='North';"
  }

  // MARK: Moments

  /// Waits until a moment in the life of a process.
  func wait(in kind: Kind) {
    usleep(UInt32(Int.random(in: 0...lifetimes[kind, default: 100_000], using: &random)))
  }

  /// Remembers how long a process lived that nobody killed.
  func note(lifetime: Int, of kind: Kind) {
    lifetimes[kind] = lifetimes[kind].map { ($0 * 3 + lifetime) / 4 } ?? lifetime
  }

  // MARK: Checks

  /// The device's file is whole and holds what it must.
  func check(_ device: String) throws {
    let answer = try world.sql(
      device, "PRAGMA integrity_check; SELECT name || '|' || hex(id) FROM customers WHERE name LIKE 'K-%';")
    let lines = answer.split(separator: "\n")
    if lines.first != "ok" { lost.append("\(device)'s file is damaged: \(lines.first ?? "")") }
    let rows = lines.dropFirst().map { line in
      let cells = line.split(separator: "|")
      return (name: String(cells.first ?? ""), id: String(cells.last ?? ""))
    }
    lost += ledger.faults(of: device, holding: rows)
  }

  /// The server's file is whole and holds what was synced.
  func checkServer() throws {
    let run = try Program.run(
      "sqlite3", ["-readonly", "-cmd", ".timeout 10000", world.serverFolder + "/hub.sqlite"], in: world.folder,
      input: "PRAGMA integrity_check; SELECT hex(id) FROM rows WHERE deleted = 0;")
    let lines = run.output.split(separator: "\n").map(String.init)
    if run.status != 0 || lines.first != "ok" {
      lost.append("the server's file is damaged: \(run.errors)\(lines.first ?? "")")
    }
    lost += ledger.faults(ofServerHolding: Set(lines.dropFirst()))
  }

  /// Both devices sync without a fault, so that everything acknowledged must be on the server.
  func settleAll() throws {
    for device in Self.devices {
      let written = ledger.acknowledged[device, default: []]
      try world.sync(device)
      ledger.settle(written)
      try check(device)
    }
    try checkServer()
  }

  // MARK: The end

  /// Everybody syncs, nobody is killed: all hold the same, each row and each count once.
  func finish() throws {
    try settleAll()
    try world.sync(Self.devices[0])
    try world.join("Mia")
    let dumps = try (Self.devices + ["Mia"]).map { device in
      if try !world.verify(device) { lost.append("\(device)'s digests are not the server's") }
      return try world.dump(device)
    }
    if Set(dumps).count != 1 { lost.append("the replicas differ") }
    try check("Mia")
    lost += ledger.settled.subtracting(try names(on: "Mia")).sorted().map { "\($0) does not reach a new device" }
    let counts = try world.sql(
      "Mia",
      "SELECT visit_count, (SELECT count(*) FROM customers WHERE name LIKE 'K-%-shell') FROM customers WHERE name = '\(Self.counted)';"
    ).split(separator: "|")
    if counts.count != 2 || counts[0] != counts[1] {
      lost.append("the counter and the rows that came with it differ: \(counts.joined(separator: " and "))")
    }
    try world.office("verify", world.serverFolder)
  }

  private func names(on device: String) throws -> Set<String> {
    Set(try world.sql(device, "SELECT name FROM customers;").split(separator: "\n").map(String.init))
  }

  var summary: String {
    let byKind = Kind.allCases.map { "\($0.rawValue) \(kills[$0, default: 0])" }.joined(separator: ", ")
    let written = ledger.acknowledged.values.reduce(0) { $0 + $1.count }
    let seconds = Int(Date().timeIntervalSince(begun))
    return
      "kill loop: \(cycles) cycles, \(kills.values.reduce(0, +)) kills (\(byKind)), \(written) writes acknowledged, "
      + "\(ledger.settled.count) of them synced, \(lost.count) lost, \(seconds) s, seed \(seed)"
  }
}
