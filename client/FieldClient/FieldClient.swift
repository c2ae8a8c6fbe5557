import AsyncHTTPClient
import ChangeModel
import FieldSales
import Foundation
import ReplicaStore
import SyncProtocol
import SyncSession

/// A device's client: the replica in its home, and its server.
///
/// Import it to join, sync, watch and verify a replica from a program; the use cases of the trade stand beside it and
/// need no server at all.
public struct FieldClient: Sendable {
  public let home: HomeFolder
  public let replica: Replica
  public let surroundings: Surroundings
  /// The version of the schema that this program was made for, as the server is told.
  public var program = FieldSales.schema.version

  /// The client of a home that has joined.
  /// - Parameter views: the trade's views, each as its `CREATE VIEW` statement; those that are new or other than in the
  ///   replica are made.
  /// - Throws: an error that says how to join, when nothing stands there.
  public static func open(
    _ home: HomeFolder, views: [String], surroundings: Surroundings = .machine
  ) throws -> FieldClient {
    if let note = try home.endErasure() { throw note.fault }
    guard home.hasReplica else {
      throw FieldError(.failed, "no replica in \(home.path): run `godwit join URL --code CODE` first")
    }
    let replica = try Replica.open(at: home.replicaPath)
    try replica.installViews(views)
    return FieldClient(home: home, replica: replica, surroundings: surroundings)
  }

  /// The server as this device talks to it.
  func hub(over http: HTTPClient) throws -> HubClient {
    let identity = replica.identity
    guard let key = try DeviceKey.load(from: home, device: identity.device) else {
      throw FieldError(
        .failed, "\(home.keyPath) is missing: restore it from a backup, or join anew in another --home")
    }
    return HubClient(
      connection: HubConnection(address: try HubAddress(identity.server), http: http),
      signer: RequestSigner(key: key, org: identity.org, device: identity.device),
      clock: ServerClock(home), surroundings: surroundings)
  }

  /// Turns a server's refusal into a line for a person; a revocation is noted in the replica.
  func explained(_ error: any Error, by hub: HubClient) -> any Error {
    // Whatever else fails, fails because the files are gone.
    if let note = try? Farewell.load(from: home) { return note.fault }
    if let reply = error as? ErrorReply, reply.code == .revoked { try? replica.markRevoked() }
    return hub.explained(error)
  }
}
