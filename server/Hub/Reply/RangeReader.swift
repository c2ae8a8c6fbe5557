import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol

/// Answers for ranges of rows: with their digests, or with the rows.
struct RangeReader {
  let schema: Schema
  let viewer: Actor

  func reply(to request: RangeRequest, in store: any HubReading) throws -> RangeReply {
    var reply = RangeReply(position: try store.head(), digests: [], rows: Delta())
    if request.wantsRows {
      reply.rows = try rows(of: request, in: store)
    } else {
      reply.digests = try request.ranges.map { try digest(of: $0, request, in: store) }
    }
    return reply
  }

  private func digest(
    of range: ClosedRange<Int64>, _ request: RangeRequest, in store: any HubReading
  ) throws -> RangeDigest {
    var sum = RangeDigest(count: 0, digest: .zero)
    try store.forEachRow(in: request.scope, table: request.table, range: range) { row in
      sum.count += 1
      sum.digest = sum.digest + row.digest
    }
    return sum
  }

  /// At most as many rows as a reply may carry. A device that needs more asks for smaller ranges.
  private func rows(of request: RangeRequest, in store: any HubReading) throws -> Delta {
    var delta = DeltaBuilder(schema: schema, viewer: viewer)
    for range in request.ranges {
      try store.forEachRow(in: request.scope, table: request.table, range: range) { row in
        delta.addFull(row)
        guard delta.byteCount <= Limits.deltaBytesMax else {
          throw ErrorReply(.tooLarge, "The rows of these ranges do not fit one reply. Ask for smaller ranges.")
        }
      }
    }
    return delta.build()
  }
}
