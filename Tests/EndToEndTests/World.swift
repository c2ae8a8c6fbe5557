import Foundation

/// A server process with an org, and the homes of its reps.
final class World {
  let folder: Folder
  private(set) var port = 0
  private var server: Process?

  /// Two territories; Ann and Ben in the North, Cem in the South, Mia manages both.
  /// - Parameter store: a database, or the embedded store for nil.
  init(store: String? = nil) throws {
    folder = try Folder()
    try office(arguments: ["init", serverFolder, "--org", "Kiosk & Co"] + (store.map { ["--store", $0] } ?? []))
    try office("territory", "add", serverFolder, "North")
    try office("territory", "add", serverFolder, "South")
    try office("rep", "add", serverFolder, "Ann", "--territory", "North")
    try office("rep", "add", serverFolder, "Ben", "--territory", "North")
    try office("rep", "add", serverFolder, "Cem", "--territory", "South")
    try office("rep", "add", serverFolder, "Mia", "--territory", "North", "--territory", "South", "--role", "manager")
    try office("rep", "add", serverFolder, "Olga", "--role", "office", "--territory", "North", "--territory", "South")
  }

  /// A generated company; its people and territories are those of `rep list`.
  init(generating options: [String]) throws {
    folder = try Folder()
    try office(arguments: ["generate", serverFolder] + options)
  }

  deinit {
    stopServer()
  }

  var serverFolder: String { folder.path("server") }
  var address: String { "http://127.0.0.1:\(port)" }

  // MARK: The server

  func startServer() throws {
    let (process, output, errors) = try Program.start(
      "godwit-server", ["serve", serverFolder, "--listen", "127.0.0.1:\(port)"], in: folder)
    server = process
    let deadline = Date(timeIntervalSinceNow: 30)
    while Date() < deadline {
      let line = try String(contentsOf: output, encoding: .utf8)
      if let range = line.range(of: "listening on http://127.0.0.1:"), line.hasSuffix("\n") {
        port = Int(line[range.upperBound...].trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
        return
      }
      guard process.isRunning else { break }
      usleep(10_000)
    }
    throw TestFailure("the server did not start: \(try String(contentsOf: errors, encoding: .utf8))")
  }

  /// Ends the server as an operator does, and waits until it has gone.
  func stopServer() {
    server?.terminate()
    server?.waitUntilExit()
    server = nil
  }

  /// Ends the server without a word.
  func killServer() {
    if let server { kill(server.processIdentifier, SIGKILL) }
    server?.waitUntilExit()
    server = nil
  }

  @discardableResult
  func office(_ arguments: String..., status: Int32 = 0) throws -> Run {
    try office(arguments: arguments, status: status)
  }

  @discardableResult
  func office(arguments: [String], status: Int32 = 0) throws -> Run {
    let run = try Program.run("godwit-server", arguments, in: folder)
    guard run.status == status else {
      throw TestFailure(
        "godwit-server \(arguments.joined(separator: " ")): exit \(run.status)\n\(run.errors)\(run.output)")
    }
    return run
  }

  func code(for rep: String) throws -> String {
    guard let code = try office("invite", serverFolder, rep, "--json").json()["code"] as? String else {
      throw TestFailure("no code")
    }
    return code
  }

  // MARK: The reps

  func home(_ rep: String) -> String { folder.path("home-\(rep)") }

  @discardableResult
  func join(_ rep: String, home name: String? = nil) throws -> Run {
    let run = try Program.run(
      "godwit", ["join", address, "--code", try code(for: rep), "--home", home(name ?? rep)], in: folder)
    guard run.status == 0 else { throw TestFailure("join: exit \(run.status)\n\(run.errors)") }
    return run
  }

  func godwit(_ rep: String, _ arguments: String...) throws -> Run {
    try Program.run("godwit", arguments + ["--home", home(rep)], in: folder)
  }

  @discardableResult
  func sync(_ rep: String, status: Int32 = 0) throws -> Run {
    let run = try godwit(rep, "sync")
    guard run.status == status else {
      throw TestFailure("sync \(rep): exit \(run.status) instead of \(status)\n\(run.errors)\(run.output)")
    }
    return run
  }

  /// Runs statements in the stock sqlite3 shell.
  @discardableResult
  func sql(_ rep: String, _ statements: String) throws -> String {
    let run = try Program.run(
      "sqlite3", ["-bail", "-cmd", ".timeout 10000", home(rep) + "/replica.sqlite"], in: folder, input: statements)
    guard run.status == 0 else { throw TestFailure("sqlite3 \(rep): \(run.errors)") }
    return run.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func verify(_ rep: String) throws -> Bool {
    let run = try godwit(rep, "verify", "--json")
    guard run.status == 0 else { throw TestFailure("verify \(rep): exit \(run.status)\n\(run.errors)\(run.output)") }
    return try run.json()["match"] as? Bool == true
  }

  /// Everything in the domain's tables, by ID, so that replicas can be compared.
  func dump(_ rep: String, where territory: String? = nil) throws -> String {
    let tables = try sql(
      rep,
      "SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'godwit%' AND name NOT LIKE 'sqlite%' ORDER BY name;"
    ).split(separator: "\n")
    return try tables.map { table in
      let columns = try sql(
        rep,
        "SELECT group_concat('quote(' || name || ')', ',') FROM pragma_table_info('\(table)') WHERE name <> 'godwit_row';"
      )
      return "-- \(table)\n" + (try sql(rep, "SELECT \(columns) FROM \(table) ORDER BY id;"))
    }.joined(separator: "\n")
  }
}
