import ChangeModel
import HubStore
import Logging
import MergeEngine
import SyncProtocol
import Synchronization

/// What a hub can do, over any store: admit devices, take their change sets, and give them what they lack.
///
/// It knows no HTTP. Every method blocks its caller until the answer is durable; time and chance are handed in, so a
/// simulator can drive it. The truth is in the store alone; what is kept here may be lost at any time.
public final class HubService: Sendable {
  /// What replaces itself as the store does: see `keepUp`.
  let standing: Mutex<OrgStanding>
  public let metrics = HubMetrics()
  public let live = LiveBroadcaster()
  public let environment: HubEnvironment
  package let store: any HubStore
  let rules: any BusinessRules
  package let logger: Logger
  /// What devices told without pushing anything, until the next write takes it along.
  let notes = Mutex([DeviceNumber: DeviceNote]())
  /// With what each device was last noted, so that a push need not note it again.
  let programs = Mutex([DeviceNumber: DeviceProgram]())
  /// Requests that were turned away, until the next write takes them along.
  let refusals = Mutex(RefusalTally())

  /// The org as it was last seen in the store.
  public var org: OrgRecord { standing.withLock { $0.org } }
  public let schema: Schema

  /// - Throws: what the store throws when it has no org, or cannot be read.
  public init(
    store: any HubStore, rules: any BusinessRules, environment: HubEnvironment = .system,
    logger: Logger = Logger(label: "godwit.hub")
  ) throws {
    self.store = store
    self.rules = rules
    self.environment = environment
    self.logger = logger
    let standing = try OrgStanding(try store.read { try $0.org() })
    schema = standing.org.schema
    self.standing = Mutex(standing)
  }

  /// The position of the last accepted change set.
  public func head() throws(ErrorReply) -> Position {
    try answer {
      try store.read { store in
        try keepUp(with: store)
        return try store.head()
      }
    }
  }

  /// The record of a device; nil when there is none.
  public func device(_ number: DeviceNumber) throws(ErrorReply) -> DeviceRecord? {
    try answer { try store.read { try $0.device(number) } }
  }

  /// Turns whatever goes wrong in the store into an answer that says nothing of the inside, and logs the cause.
  package func answer<Value>(_ body: () throws -> Value) throws(ErrorReply) -> Value {
    do {
      return try body()
    } catch let error as ErrorReply {
      throw error
    } catch let error as HubStoreError where error.isPassing {
      logger.warning("the store cannot be used just now", metadata: ["error": "\(error)"])
      throw ErrorReply(
        .busy, "The server's database cannot be used just now. Nothing is lost; come back shortly.",
        retryAfterSeconds: 5)
    } catch let error as HubStoreError where error.isElsewhere {
      logger.error("the org works with another store", metadata: ["error": "\(error)"])
      throw ErrorReply(
        .busy, "The org's data are being moved, or they are at another server now. Nothing is lost; come back later.",
        retryAfterSeconds: 30)
    } catch {
      logger.error("the store failed", metadata: ["error": "\(error)"])
      throw ErrorReply(
        .internalError, "The server failed. Nothing was lost; try again later, and tell the office if it goes on.")
    }
  }
}
