import ChangeModel
import Foundation
import Hub
import HubStore
import Logging
import MergeEngine
import SQLiteStore
import SyncProtocol

/// A server in this process: the real hub over a real store, with everything that makes it durable.
public final class Company: Office {
  public let service: HubService
  private let folder: URL
  /// Whether each user has a territory of their own, and sees nothing of the others'.
  private let isDivided: Bool
  private let end: () throws -> Void
  private let countBytes: () -> Int64

  /// Founds a company in a folder.
  /// - Parameters:
  ///   - isDivided: whether each user gets a territory of their own.
  ///   - environment: its clock and chance; the ones that are the same in each run when left out.
  public convenience init(
    in folder: URL, isDivided: Bool = false, environment: HubEnvironment = .repeatable()
  ) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let store = try SQLiteHubStore.create(at: Self.path(in: folder), org: Self.org(isDivided: isDivided))
    try self.init(file: store, in: folder, environment)
    if !isDivided { _ = try service.perform(.addTerritory(name: Self.territory)) }
  }

  /// The record of the org of a company.
  /// - Parameter number: tells companies in one database apart.
  public static func org(_ number: UInt64 = 2, isDivided: Bool) -> OrgRecord {
    OrgRecord(
      id: RowID(high: 1, low: number), name: "Measured", epoch: 7,
      schema: isDivided ? WorkloadSchema.dividedSchema : WorkloadSchema.schema)
  }

  /// Opens the company that stands in a folder.
  public convenience init(opening folder: URL, environment: HubEnvironment = .repeatable()) throws {
    try self.init(file: try SQLiteHubStore.open(at: Self.path(in: folder)), in: folder, environment)
  }

  /// The company of a store that is somewhere else.
  /// - Parameters:
  ///   - folder: where its laptops are kept.
  ///   - end: closes the store.
  public convenience init(
    over store: any HubStore, in folder: URL, environment: HubEnvironment, end: @escaping () throws -> Void
  ) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try self.init(folder, store, environment, countBytes: { 0 }, end: end)
  }

  private convenience init(file: SQLiteHubStore, in folder: URL, _ environment: HubEnvironment) throws {
    func end() throws {
      try file.checkpoint()
      try file.close()
    }
    try self.init(folder, file, environment, countBytes: { file.fileBytes }, end: end)
  }

  private init(
    _ folder: URL, _ store: any HubStore, _ environment: HubEnvironment, countBytes: @escaping () -> Int64,
    end: @escaping () throws -> Void
  ) throws {
    self.folder = folder
    self.end = end
    self.countBytes = countBytes
    isDivided = try store.read { try $0.org().schema == WorkloadSchema.dividedSchema }
    service = try HubService(
      store: store, rules: NoBusinessRules(), environment: environment,
      logger: Logger(label: "yardstick") { _ in SwiftLogNoOpLogHandler() })
  }

  private static let territory = "Everywhere"
  private static func path(in folder: URL) -> String { folder.appendingPathComponent("hub.sqlite").path }

  /// The bytes of the store's file; 0 of one that is somewhere else.
  public var fileBytes: Int64 { countBytes() }

  /// Folds the log into the file, and closes.
  public func close() throws { try end() }

  /// A new user, and the code with which a device of theirs may join.
  /// - Parameter others: further territories of a divided company.
  public func invite(_ name: String, besides others: [String] = []) throws -> String {
    if isDivided { _ = try service.perform(.addTerritory(name: name)) }
    let territories = isDivided ? [name] + others : [Self.territory]
    _ = try service.perform(.addRep(name: name, territories: territories, role: .manager))
    return try code(for: name)
  }

  /// The code with which a further device of a user may join.
  public func code(for name: String) throws -> String {
    guard case .invitation(let invitation) = try service.perform(.invite(rep: name, validDays: 30)) else {
      throw WorkloadError("the hub gave \(name) no invitation")
    }
    return invitation.code
  }

  /// Enrols a device of a new user.
  public func enrol(_ name: String, besides others: [String] = [], publicKey: [UInt8]) throws -> EnrolReply {
    try service.enrol(
      EnrolRequest(code: try invite(name, besides: others), publicKey: publicKey, deviceName: name))
  }

  /// A new user with a new laptop, which holds nothing yet.
  /// - Parameters:
  ///   - others: further territories of a divided company.
  ///   - publicKey: of the device; any 32 bytes where nothing is signed.
  public func laptop(_ name: String, besides others: [String] = [], publicKey: [UInt8]? = nil) throws -> Laptop {
    let key = publicKey ?? Array((name.utf8 + Array(repeating: 0, count: 32)).prefix(32))
    return try Laptop(
      at: folder.appendingPathComponent("\(name).sqlite").path,
      enrolment: try enrol(name, besides: others, publicKey: key),
      now: service.environment.now())
  }

  public func answer(_ bytes: [UInt8], device: DeviceNumber) throws -> [UInt8] {
    guard case .syncRequest(let request) = try Frame.decode(bytes) else {
      throw WorkloadError("that is no request to sync")
    }
    return Frame.encode(.syncReply(try service.sync(request, device: device)))
  }
}
