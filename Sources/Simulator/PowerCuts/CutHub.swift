import ChangeModel
import Hub
import HubStore
import Logging
import MergeEngine
import SQLiteStore
import Synchronization

/// A hub over a file, whose clock and chance follow from the number of the act that is played.
///
/// The same act draws the same numbers however often it is tried, so a hub that died and went on can be compared with
/// one that did not.
final class CutHub {
  let path: String
  private(set) var store: SQLiteHubStore
  private(set) var service: HubService
  private(set) var hasEnded = false
  private let act: Act

  /// The act that is being played.
  private final class Act: Sendable {
    let number = Mutex(0)
  }

  static let start: Int64 = 1_790_000_000_000

  /// Opens the store in a folder, or makes it there.
  init(in folder: String, creates: Bool = false) throws {
    path = folder + "/hub.sqlite"
    if creates {
      let org = OrgRecord(id: RowID(high: 1, low: 2), name: "Cuts", epoch: 7, schema: CutSchema.schema)
      store = try SQLiteHubStore.create(at: path, org: org)
    } else {
      store = try SQLiteHubStore.open(at: path, readersMax: 1)
    }
    act = Act()
    service = try Self.service(store, act)
  }

  /// What the clock shows during the present act.
  var now: Int64 { Self.start + Int64(act.number.withLock { $0 }) * 10_000 }

  func begin(act number: Int) { act.number.withLock { $0 = number } }

  /// All connections go, as when a process ends; the hub cannot be used afterwards.
  func close() throws { try store.close() }

  /// As after an update of the program.
  func grow(to schema: Schema) throws {
    try store.write { store in
      var org = try store.org()
      org.schema = schema
      try store.save(org: org)
    }
    service = try Self.service(store, act)
  }

  /// Closed and opened again. If that fails, the program has ended.
  func reopen() throws {
    hasEnded = true
    try store.close()
    store = try SQLiteHubStore.open(at: path, readersMax: 1)
    service = try Self.service(store, act)
    hasEnded = false
  }

  private static func service(_ store: SQLiteHubStore, _ act: Act) throws -> HubService {
    try HubService(
      store: store, rules: NoBusinessRules(),
      environment: HubEnvironment(
        now: { Self.start + Int64(act.number.withLock { $0 }) * 10_000 },
        randomBytes: { count in
          var dice = Dice(seed: UInt64(act.number.withLock { $0 }), stream: "hub")
          return dice.bytes(count)
        }),
      logger: Logger(label: "cuts") { _ in SwiftLogNoOpLogHandler() })
  }
}
