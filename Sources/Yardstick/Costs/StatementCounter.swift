import GRDBSQLite
import Synchronization

/// Counts what SQLite runs on one file, in every connection of this process that opens it from now on.
final class StatementCounter: Sendable {
  private let running = Atomic(0)

  /// Statements, and triggers that they fired.
  var count: Int { running.load(ordering: .relaxed) }

  private init() {}

  /// - Parameter path: as SQLite will name the file: absolute, without links.
  static func watching(_ path: String) -> StatementCounter {
    Registry.install
    let counter = StatementCounter()
    Registry.counters.withLock { $0[path] = counter }
    return counter
  }

  /// The counters by file. SQLite tells of each connection that is opened; only those of these files are traced.
  private enum Registry {
    static let counters = Mutex([String: StatementCounter]())

    static let install: Void = {
      let entry: Entry = { connection, _, _ in
        guard let connection, let name = sqlite3_db_filename(connection, "main") else { return SQLITE_OK }
        let path = String(cString: name)
        // The counters are kept for as long as the process runs, so the pointer stays good.
        guard let counter = counters.withLock({ $0[path] }) else { return SQLITE_OK }
        return sqlite3_trace_v2(
          connection, UInt32(SQLITE_TRACE_STMT), note, Unmanaged.passUnretained(counter).toOpaque())
      }
      // SQLite's declaration leaves the arguments out, with which it calls the function nevertheless.
      sqlite3_auto_extension(unsafeBitCast(entry, to: (@convention(c) () -> Void).self))
    }()

    private typealias Entry =
      @convention(c) (
        OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, OpaquePointer?
      ) -> Int32

    private static let note:
      @convention(c) (
        UInt32, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?
      ) -> Int32 = { _, context, _, _ in
        if let context {
          Unmanaged<StatementCounter>.fromOpaque(context).takeUnretainedValue()
            .running.add(1, ordering: .relaxed)
        }
        return 0
      }
  }
}
