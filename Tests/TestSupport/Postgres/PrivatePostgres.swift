import Foundation
import Synchronization

/// A PostgreSQL of the tests' own: in a temporary folder, reached over a Unix socket there and nothing else, and gone with
/// the process that started it, however that ends.
public final class PrivatePostgres: Sendable {
  /// The one that tests share; each takes a database of its own in it.
  private static let common = Result { try PrivatePostgres() }

  public static func shared() throws -> PrivatePostgres { try common.get() }

  /// Why there is no PostgreSQL; the test that wanted it fails.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String

    public init(description: String) {
      self.description = description
    }
  }

  /// Where its socket and files are.
  public let folder: String
  private let binaries: String
  private let keeper: Process
  private let orders: FileHandle
  private let answers: FileHandle
  private let turn = Mutex(())
  private let databaseCount = Atomic(0)

  public init() throws {
    binaries = try Self.findBinaries()
    // Short, because a socket's path may have little more than a hundred bytes.
    folder = "/tmp/godwit-pg-\(UUID().uuidString.prefix(8))"
    keeper = Process()
    let input = Pipe()
    let output = Pipe()
    keeper.executableURL = URL(fileURLWithPath: "/bin/sh")
    keeper.arguments = ["-c", Self.script, "keeper", folder, binaries, Self.unprivileged]
    keeper.standardInput = input
    keeper.standardOutput = output
    orders = input.fileHandleForWriting
    answers = output.fileHandleForReading
    // No other child may keep the pipe open: its end tells the keeper that the tests are over.
    _ = fcntl(orders.fileDescriptor, F_SETFD, FD_CLOEXEC)
    try keeper.run()
    try expect("started")
  }

  /// A fresh database. It goes with `dropDatabase`, or with the server.
  public func makeDatabase() throws -> String {
    let number = databaseCount.add(1, ordering: .relaxed).newValue
    let name = "t\(number)"
    try run("createdb", ["-T", "template0", "-E", "UTF8", name])
    return name
  }

  public func dropDatabase(_ name: String) throws { try run("dropdb", ["--force", name]) }

  public func address(of database: String) -> String { "postgres:///\(database)?host=\(folder)&user=godwit" }

  /// Runs one statement as the superuser, and gives what it says.
  @discardableResult
  public func query(_ sql: String, in database: String) throws -> String {
    try run("psql", ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql])
  }

  /// Runs a file of statements as the superuser, one after the other.
  public func run(file path: String, in database: String) throws {
    try run("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", path])
  }

  /// Stops the server as a crash would: connections are cut, nothing is written down, the next start recovers.
  public func stopImmediately() throws { try order("immediate", "stopped") }

  public func start() throws { try order("start", "started") }

  private func order(_ order: String, _ answer: String) throws {
    try orders.write(contentsOf: Data((order + "\n").utf8))
    try expect(answer)
  }

  private func expect(_ word: String) throws {
    var line = Data()
    while let byte = try answers.read(upToCount: 1), let first = byte.first, first != UInt8(ascii: "\n") {
      line.append(byte)
    }
    let said = String(decoding: line, as: UTF8.self)
    guard said == word else {
      throw Failure(description: "PostgreSQL does not run (\(said)). Run scripts/setup, which installs it.")
    }
  }

  @discardableResult
  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "\(binaries)/\(program)")
    process.arguments = ["-h", folder, "-U", "godwit"] + arguments
    process.standardOutput = output
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(program) \(arguments.joined(separator: " ")) failed")
    }
    return String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func findBinaries() throws -> String {
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
    let packaged = versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "/usr/lib/postgresql/\($0)/bin" }
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let places = packaged + path
    guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: $0 + "/postgres") }) else {
      throw Failure(description: "There is no PostgreSQL on this machine. Run scripts/setup, which installs it.")
    }
    return place
  }

  /// Under whom to run it, because PostgreSQL refuses root; empty for whoever runs the tests.
  private static var unprivileged: String {
    guard getuid() == 0 else { return "" }
    return getpwnam("postgres") == nil ? "nobody" : "postgres"
  }

  /// Keeps the server: starts and stops it when told, and stops it when nobody is there to tell.
  private static let script = """
    folder=$1 binaries=$2 user=$3
    mkdir -m 700 "$folder" || exit 1
    # Whoever waits for the tests' output must not wait for the server.
    exec 2>> "$folder/keeper.log"
    if [ -z "$user" ]; then
      as() { "$@"; }
    elif setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups sh -c ': > /dev/null' 2> /dev/null; then
      chown "$user" "$folder"
      as() { setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@"; }
    else
      # A machine on which only root may write to /dev/null: root stays root, and is called otherwise.
      as() { unshare --user --map-user="$(id -u "$user")" --map-group="$(id -g "$user")" -- "$@"; }
    fi
    cd "$folder"
    as "$binaries/initdb" -D "$folder/data" -U godwit -A trust -E UTF8 --locale=C --no-sync > "$folder/initdb.log" 2>&1 ||
      { echo "initdb failed: $(tail -n 1 "$folder/initdb.log")"; rm -rf "$folder"; exit 1; }
    start() {
      as "$binaries/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=400 \\
        -c shared_buffers=128MB -c max_wal_size=512MB -c log_min_messages=fatal < /dev/null >> "$folder/log" 2>&1 &
      job=$!
      until "$binaries/pg_isready" -q -h "$folder"; do
        kill -0 "$job" || { echo "postgres ended: $(tail -n 1 "$folder/log")"; return; }
        sleep 0.05
      done
      echo started
    }
    # At once, as a crash would: what waits in the background does not hand signals on, so the server is named itself.
    stop() { kill -QUIT "$(head -n 1 "$folder/data/postmaster.pid")"; wait "$job"; }
    start
    while read -r order; do
      case $order in
        immediate) stop; echo stopped ;;
        start) start ;;
      esac
    done
    stop
    rm -rf "$folder"
    """
}
