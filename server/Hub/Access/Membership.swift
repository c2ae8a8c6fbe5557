import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol

/// Who stands behind a device, as one snapshot of the store has it.
struct Membership {
  var device: DeviceRecord
  var user: UserRecord
  /// The device's role and scopes: the org's, the user's own, and the user's territories; the office has all.
  var actor: Actor

  /// - Parameter mayBeRevoked: whether a revoked device is told, too: only where it hands in what it has.
  /// - Throws: `revoked` when the device was revoked; `unauthenticated` when there is no such device.
  static func of(
    _ number: DeviceNumber, schema: Schema, in store: any HubReading, mayBeRevoked: Bool = false
  ) throws -> Membership {
    guard let device = try store.device(number), number != officeDevice else { throw AccessError.unknownDevice }
    guard device.revokedAt == nil || mayBeRevoked && !device.standsForReviewed else {
      throw AccessError.revokedDevice
    }
    guard let user = try store.user(device.rep) else { throw AccessError.unknownDevice }
    let scopes = try scopes(of: user, schema: schema, in: store)
    return Membership(
      device: device, user: user,
      actor: Actor(device: number, rep: user.rep, role: user.role, scopes: scopes))
  }

  /// The scopes of a user, ascending; an auditor has those of all territories and users.
  static func scopes(of user: UserRecord, schema: Schema, in store: any HubReading) throws -> [Scope] {
    var territories = user.role == .administrator ? [] : user.territories
    if user.role.readsAllTerritories, let table = schema.index(of: schema.territoryTable) {
      territories = []
      try store.forEachRow(table: table) { territories.append($0.key.row) }
    }
    var reps = [user.rep]
    if user.role == .auditor, let table = schema.index(of: schema.repTable) {
      reps = []
      try store.forEachRow(table: table) { reps.append($0.key.row) }
    }
    return ([.org] + reps.map(Scope.rep) + territories.map(Scope.territory)).sorted()
  }
}

/// The device of the office itself: imports and the commands of the office write as this one.
public let officeDevice: DeviceNumber = 1

/// On whose behalf the office itself writes.
let officeActor = Actor(device: officeDevice, rep: 0, role: .office, scopes: [])

/// The answers to those who may not come in. They say nothing about what exists.
package enum AccessError {
  package static let unknownDevice = ErrorReply(
    .unauthenticated, "The device is not known here, or its signature is wrong. Join with a code from the office.")
  package static let revokedDevice = ErrorReply(
    .revoked, "This device was revoked. A sync hands in what it has; ask the office for a new code to join again.")
}
