import ChangeModel
import Crypto
import HubStore
import MergeEngine
import SyncProtocol

extension HubService {
  /// Admits a device with a one-time code. The same key with the same code gets the same answer again, so that a lost
  /// reply costs nothing.
  public func enrol(_ request: EnrolRequest) throws(ErrorReply) -> EnrolReply {
    guard (try? Curve25519.Signing.PublicKey(rawRepresentation: request.publicKey)) != nil else {
      throw ErrorReply(.malformed, "The public key is not one of Ed25519 (32 bytes).")
    }
    guard request.deviceName.utf8.count <= Limits.nameBytesMax else {
      throw ErrorReply(
        .malformed, "The device's name has more than \(Limits.nameBytesMax) bytes. Choose a shorter one.")
    }
    guard let hash = EnrolmentCode(request.code)?.hash else { throw Self.badCode }
    // A wrong code must not cost a turn of the one writer.
    let isKnown = try answer { try store.read { try $0.invitation(codeHash: hash) != nil } }
    guard isKnown else { throw Self.badCode }
    return try answer {
      try store.write { store in
        try keepUp(with: store)
        return try admit(request, codeHash: hash, in: store)
      }
    }
  }

  private func admit(_ request: EnrolRequest, codeHash: [UInt8], in store: any HubWriting) throws -> EnrolReply {
    guard var invitation = try store.invitation(codeHash: codeHash), let user = try store.user(invitation.rep) else {
      throw Self.badCode
    }
    if let number = invitation.usedBy {
      guard let device = try store.device(number), device.publicKey == request.publicKey, device.revokedAt == nil
      else { throw Self.badCode }
      return try welcome(device, user: user, in: store)
    }
    let now = environment.now()
    guard now <= invitation.expiresAt else { throw Self.badCode }
    let device = DeviceRecord(
      number: try store.nextDeviceNumber(), rep: user.rep, name: Self.printable(request.deviceName),
      publicKey: request.publicKey,
      enrolledAt: now, lastSeenAt: now, ticket: environment.randomNumber())
    try store.save(device: device)
    invitation.usedBy = device.number
    try store.save(invitation: invitation)
    try store.note([AuditEvent(kind: .enrolled, device: device.number, rep: user.rep)], at: now)
    return try welcome(device, user: user, in: store)
  }

  private func welcome(_ device: DeviceRecord, user: UserRecord, in store: any HubReading) throws -> EnrolReply {
    let (org, schemaJSON) = standing.withLock { ($0.org, $0.schemaJSON) }
    return EnrolReply(
      device: device.number, org: org.id, orgName: org.name, rep: user.rep,
      repName: try OfficeDirectory(schema: schema, store: store).repName(user.rep), role: user.role,
      scopes: try Membership.scopes(of: user, schema: schema, in: store), epoch: org.epoch,
      ticket: device.ticket,
      schema: schemaJSON)
  }

  /// A name that does nothing to a terminal or a log.
  private static func printable(_ name: String) -> String {
    String(String.UnicodeScalarView(name.unicodeScalars.filter { $0.properties.generalCategory != .control }))
  }

  private static let badCode = ErrorReply(
    .badCode, "The code is unknown, used or expired. Check it, or ask the office for a new one.")
}
