import ChangeModel
import Foundation
import Hub
import HubStore
import Logging
import MergeEngine
import SyncProtocol
import Synchronization

/// A server in this process: the real hub over a real file, with everything that makes it durable.
final class Company {
  let service: HubService
  let store: SQLiteHubStore
  private let folder: URL

  init(in folder: URL) throws {
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let org = OrgRecord(id: RowID(high: 1, low: 2), name: "Measured", epoch: 7, schema: WorkloadSchema.schema)
    store = try SQLiteHubStore.create(at: folder.appendingPathComponent("hub.sqlite").path, org: org)
    let chance = Chance()
    service = try HubService(
      store: store, rules: NoBusinessRules(),
      environment: HubEnvironment(now: chance.now, randomBytes: chance.bytes),
      logger: Logger(label: "benchmarks") { _ in SwiftLogNoOpLogHandler() })
    _ = try service.perform(.addTerritory(name: "Everywhere"))
  }

  func close() throws { try store.close() }

  /// A new user with a new laptop, which holds nothing yet.
  func laptop(_ name: String) throws -> Laptop {
    _ = try service.perform(.addRep(name: name, territories: ["Everywhere"], role: .manager))
    guard case .invitation(let invitation) = try service.perform(.invite(rep: name, validDays: 30)) else {
      throw WorkloadError(description: "the hub gave \(name) no invitation")
    }
    let key = Array((name.utf8 + Array(repeating: 0, count: 32)).prefix(32))
    let enrolment = try service.enrol(EnrolRequest(code: invitation.code, publicKey: key, deviceName: name))
    return try Laptop(name, at: folder.appendingPathComponent("\(name).sqlite").path, enrolment: enrolment)
  }

  /// Answers one request, from its bytes to the bytes of the reply; what it pushes is on disk then.
  func answer(_ bytes: [UInt8], device: DeviceNumber) throws -> [UInt8] {
    guard case .syncRequest(let request) = try Frame.decode(bytes) else {
      throw WorkloadError(description: "that is no request to sync")
    }
    return Frame.encode(.syncReply(try service.sync(request, device: device)))
  }
}

/// A clock that goes on by a millisecond each time, and numbers that are the same in each run.
private final class Chance: Sendable {
  private let state = Mutex((time: Int64(1_800_000_000_000), random: SplitMix(state: 7)))

  @Sendable func now() -> Int64 {
    state.withLock { state in
      state.time += 1
      return state.time
    }
  }

  @Sendable func bytes(_ count: Int) -> [UInt8] {
    state.withLock { state in (0..<count).map { _ in UInt8(truncatingIfNeeded: state.random.next()) } }
  }
}
