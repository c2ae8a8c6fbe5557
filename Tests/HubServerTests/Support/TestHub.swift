import ChangeModel
import Hub
import HubServer
import HubStore
import Logging
import MergeEngine
import SQLiteStore
import SyncProtocol
import TestSupport

/// A hub, in memory unless a test brings a store, with two territories and a rep in each, over the trial schema.
struct TestHub {
  let clock = TestClock()
  let store: any HubStore
  let service: HubService

  static let org = OrgRecord(
    id: RowID(high: 0xA, low: 0xB), name: "Trial & Co", epoch: 77, schema: TrialSchema.schema)

  init(rules: any BusinessRules = NoBusinessRules(), store: (any HubStore)? = nil) throws {
    self.store = try store ?? SQLiteHubStore.inMemory(org: Self.org)
    let store = self.store
    service = try HubService(store: store, rules: rules, environment: clock.environment, logger: .silent)
    for name in ["North", "South"] { _ = try service.perform(.addTerritory(name: name)) }
    _ = try service.perform(.addRep(name: "Ann", territories: ["North"], role: .rep))
    _ = try service.perform(.addRep(name: "Ben", territories: ["South"], role: .rep))
  }

  /// A device that joined; it holds nothing yet.
  func device(of rep: String) throws -> TestDevice {
    let device = TestDeviceKey(clock)
    let reply = try service.enrol(
      EnrolRequest(code: try code(for: rep), publicKey: device.publicKey, deviceName: "\(rep)'s"))
    return TestDevice(reply, key: device, now: clock.now)
  }

  func code(for rep: String) throws -> String {
    guard case .invitation(let invitation) = try service.perform(.invite(rep: rep, validDays: 7)) else { return "" }
    return invitation.code
  }

  /// What an error a call answers with; nil when it succeeds.
  static func error<Value>(_ body: () throws -> Value) -> ErrorReply? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? ErrorReply
    }
  }

  func items() throws -> [RowState] {
    var rows = [RowState]()
    try store.read { try $0.forEachRow(table: TrialSchema.items) { rows.append($0) } }
    return rows
  }
}

extension Logger {
  static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
