import ChangeModel
import Foundation
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
  public let org: OrgRecord
  public let metrics = HubMetrics()
  public let live = LiveBroadcaster()
  public let environment: HubEnvironment
  package let store: any HubStore
  let rules: any BusinessRules
  let schemaFingerprint: Digest
  let schemaJSON: [UInt8]
  package let logger: Logger
  /// What devices told without pushing anything, until the next write takes it along.
  let notes = Mutex([DeviceNumber: DeviceNote]())

  public var schema: Schema { org.schema }

  /// - Throws: what the store throws when it has no org, or cannot be read.
  public init(
    store: any HubStore, rules: any BusinessRules, environment: HubEnvironment = .system,
    logger: Logger = Logger(label: "godwit.hub")
  ) throws {
    self.store = store
    self.rules = rules
    self.environment = environment
    self.logger = logger
    org = try store.read { try $0.org() }
    schemaFingerprint = org.schema.fingerprint
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    schemaJSON = Array(try encoder.encode(org.schema))
  }

  /// The position of the last accepted change set.
  public func head() throws(ErrorReply) -> Position {
    try answer { try store.read { try $0.head() } }
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
    } catch {
      logger.error("the store failed", metadata: ["error": "\(error)"])
      throw ErrorReply(
        .internalError, "The server failed. Nothing was lost; try again later, and tell the office if it goes on.")
    }
  }
}
