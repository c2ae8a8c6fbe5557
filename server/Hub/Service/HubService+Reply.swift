import ChangeModel
import HubStore
import SyncProtocol

extension HubService {
  /// The reply to a request whose change sets, if it had any, are committed.
  public func reply(
    to request: SyncRequest, device: DeviceNumber, push: PushOutcome? = nil
  ) throws(ErrorReply) -> SyncReply {
    let now = environment.now()
    let reply = try answer {
      try store.read { store in
        let standing = try keepUp(with: store)
        let builder = ReplyBuilder(
          request: request, push: push, org: standing.org, schemaFingerprint: standing.schemaFingerprint,
          schemaJSON: standing.schemaJSON, now: now)
        return try builder.reply(to: device, in: store)
      }
    }
    if push == nil || isNews(request, of: device) { note(request, of: device) }
    metrics.update { $0.rowsSent += reply.delta.rowCount }
    return reply
  }

  /// The digests of all that the device may hold.
  public func digests(device: DeviceNumber) throws(ErrorReply) -> DigestReply {
    try answer {
      try store.read { store in
        try keepUp(with: store)
        let member = try Membership.of(device, schema: schema, in: store)
        return DigestReply(position: try store.head(), digests: try store.digests(of: member.actor.scopes))
      }
    }
  }

  /// The digests of ranges of rows, or the rows themselves, of one scope and table.
  public func ranges(_ request: RangeRequest, device: DeviceNumber) throws(ErrorReply) -> RangeReply {
    guard request.ranges.count <= Limits.rangesMax else {
      throw ErrorReply(.tooLarge, "More than \(Limits.rangesMax) ranges in one request. Send them in several.")
    }
    return try answer {
      try store.read { store in
        try keepUp(with: store)
        let member = try Membership.of(device, schema: schema, in: store)
        guard member.actor.scopes.contains(request.scope), schema.tables.indices.contains(request.table) else {
          throw ErrorReply(.notFound, "There is no such table in a scope of this device.")
        }
        return try RangeReader(schema: schema, viewer: member.actor).reply(to: request, in: store)
      }
    }
  }
}
