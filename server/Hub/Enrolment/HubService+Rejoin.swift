import ChangeModel
import Crypto
import HubStore
import SyncProtocol

extension HubService {
  /// Says as whom a device goes on that the store does not recognise: under its own number after the store was restored,
  /// under a new one when the device's own file is a copy.
  /// - Parameter device: who the session proved to be.
  public func rejoin(_ request: RejoinRequest, device: DeviceNumber) throws(ErrorReply) -> RejoinReply {
    guard (try? Curve25519.Signing.PublicKey(rawRepresentation: request.publicKey)) != nil else {
      throw ErrorReply(.malformed, "The public key is not one of Ed25519 (32 bytes).")
    }
    let reply = try answer {
      try store.write { store in
        try keepUp(with: store)
        let record = try Membership.of(device, schema: schema, in: store).device
        try renewEpoch(for: request, of: record, in: store)
        return try rejoin(request, of: record, in: store)
      }
    }
    logger.warning(
      "a device rejoined: its file or this store was restored from a backup, or its file was copied",
      metadata: ["device": "\(device)", "goes on as": "\(reply.device)", "after": "\(reply.last)"])
    return reply
  }

  /// A device that knows more of this epoch than the store does shows that somebody put an old file back by hand.
  private func renewEpoch(for request: RejoinRequest, of device: DeviceRecord, in store: any HubWriting) throws {
    guard try request.epoch == store.org().epoch else { return }
    guard try request.base > store.head() || request.acknowledged > device.lastSequence else { return }
    logger.error("the store went back in time; it goes on under a new epoch", metadata: ["device": "\(device.number)"])
    try RestoredStore.mark(epoch: environment.randomNumber(), now: environment.now(), in: store)
  }

  private func rejoin(
    _ request: RejoinRequest, of device: DeviceRecord, in store: any HubWriting
  ) throws -> RejoinReply {
    let epoch = try store.org().epoch
    if request.epoch == epoch {
      guard device.isPresent(ticket: request.ticket, reached: request.acknowledged) else {
        return try admitCopy(of: device, request, epoch: epoch, in: store)
      }
      return RejoinReply(device: device.number, epoch: epoch, ticket: device.ticket, last: device.lastSequence)
    }
    if request.acknowledged <= device.lastSequence {
      // The store lost nothing of this device. Whether it is a copy shows when it hands something in.
      let isPresent = device.isPresent(ticket: request.ticket, reached: request.acknowledged)
      return RejoinReply(
        device: device.number, epoch: epoch, ticket: isPresent ? device.ticket : request.ticket,
        last: device.lastSequence)
    }
    // What the store lost can be handed in again under the same number only if all of it is still there.
    guard request.firstKept <= device.lastSequence + 1 else {
      return try admitCopy(of: device, request, epoch: epoch, in: store)
    }
    var device = device
    device.previousTicket = device.ticket
    device.ticket = environment.randomNumber()
    try store.save(device: device)
    return RejoinReply(device: device.number, epoch: epoch, ticket: device.ticket, last: device.lastSequence)
  }

  /// The same key gets the same number again, so that a lost reply costs nothing, and that what two copies of one copy have
  /// both to hand in is taken once. Only with the first ticket may anything be added under it.
  private func admitCopy(
    of device: DeviceRecord, _ request: RejoinRequest, epoch: UInt64, in store: any HubWriting
  ) throws -> RejoinReply {
    let known = try store.devices().first {
      $0.rep == device.rep && $0.publicKey == request.publicKey && $0.revokedAt == nil
    }
    let last = device.lastSequence
    if let known {
      let ticket = known.lastSequence == 0 ? known.ticket : environment.randomNumber()
      return RejoinReply(device: known.number, epoch: epoch, ticket: ticket, last: last)
    }
    let now = environment.now()
    let copy = DeviceRecord(
      number: try store.nextDeviceNumber(), rep: device.rep, name: "\(device.name) (copy of \(device.number))",
      publicKey: request.publicKey, enrolledAt: now, lastSeenAt: now, ticket: environment.randomNumber())
    try store.save(device: copy)
    try store.note(
      [AuditEvent(kind: .enrolled, device: copy.number, rep: copy.rep, detail: "copy of \(device.number)")], at: now)
    return RejoinReply(device: copy.number, epoch: epoch, ticket: copy.ticket, last: last)
  }
}
