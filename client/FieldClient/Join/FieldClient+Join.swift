import ChangeModel
import Foundation
import ReplicaStore
import SyncProtocol
import SyncSession

extension FieldClient {
  /// What a join came to.
  public struct JoinOutcome: Sendable {
    public var client: FieldClient
    /// Whether the home had joined this server before, with the first download complete.
    public var wasJoined: Bool
    public var sync: SyncOutcome
  }

  /// Enrols the device, makes its replica, and downloads its scope.
  ///
  /// After an interruption anywhere, the same call goes on where it was: the key is made first, the same key and code
  /// get the same answer, the replica counts only once it is whole, and what was downloaded is kept.
  /// - Parameters:
  ///   - code: one-time, from the office.
  ///   - authority: the path of a PEM file with the only certificates by which to believe the server; a copy is kept.
  ///   - views: the trade's views, each as its `CREATE VIEW` statement.
  public static func join(
    _ url: String, code: String, home: HomeFolder, deviceName: String, authority: String? = nil, views: [String],
    surroundings: Surroundings = .machine, report: @escaping ProgressReport = { _ in }
  ) async throws -> JoinOutcome {
    let address = try HubAddress(url)
    try home.create()
    return try await holdingLock(of: home) {
      try home.forgetFarewell()
      if let authority, !home.hasReplica { try keep(authority, in: home) }
      return try await withFieldHTTP(for: home) { http in
        if !home.hasReplica {
          let connection = HubConnection(address: address, http: http)
          let reply = try await enrol(connection, code: code, home: home, deviceName: deviceName)
          _ = try Replica.create(at: home.replicaPath, enrolment: reply, server: address.text, now: surroundings.now())
        }
        let client = try open(home, views: views, surroundings: surroundings)
        try client.check(joined: address)
        let wasJoined = try client.replica.status().state != .downloading
        let outcome = try await client.sync(over: try client.hub(over: http), report: report)
        return JoinOutcome(client: client, wasJoined: wasJoined, sync: outcome)
      }
    }
  }

  private static func keep(_ authority: String, in home: HomeFolder) throws {
    guard let bytes = try DurableFile.read(authority) else {
      throw FieldError(.failed, "there is no file \(authority): name the PEM file with the server's authority")
    }
    try DurableFile.write(bytes, to: home.authorityPath, mode: 0o600)
  }

  private static func enrol(
    _ connection: HubConnection, code: String, home: HomeFolder, deviceName: String
  ) async throws -> EnrolReply {
    let key = try DeviceKey.loadOrCreate(in: home)
    let request = EnrolRequest(
      code: code, publicKey: key.publicKey, deviceName: String(deviceName.prefix(Limits.nameBytesMax / 4)))
    switch try await connection.post("/v1/enrol", frame: Frame.encode(.enrolRequest(request))).message {
    case .enrolReply(let reply): return reply
    case .error(let error): throw HubError.error(for: error, address: connection.address)
    default:
      throw FieldError(
        .failed, "\(connection.address.text) gave an answer that does not fit the question: update godwit")
    }
  }

  /// A home is one server's, once and for all: its work must not be handed to another.
  private func check(joined address: HubAddress) throws {
    let identity = replica.identity
    guard identity.server != address.text else { return }
    throw FieldError(
      .failed,
      "\(home.path) already belongs to \(identity.orgName) at \(identity.server): "
        + "choose another folder with --home to join \(address.text)")
  }
}
