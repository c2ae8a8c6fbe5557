import ChangeModel
import SyncProtocol

extension Generator {
  /// A valid message of any kind.
  mutating func message() -> Message {
    switch int(0...9) {
    case 0:
      .enrolRequest(EnrolRequest(code: text(), publicKey: bytes(32), deviceName: text()))
    case 1: .enrolReply(enrolReply())
    case 2, 3: .syncRequest(syncRequest())
    case 4, 5: .syncReply(syncReply())
    case 6: digestMessage()
    case 7: rangeMessage()
    case 8: rejoinMessage()
    default:
      .error(
        ErrorReply(
          pick(ErrorReply.Code.allCases), text(), retryAfterSeconds: int(0...100), serverTime: number(0 ... .max),
          expected: number(0...100)))
    }
  }

  private mutating func scope() -> Scope { pick([.org, .territory(number(1...90)), .rep(number(1...1 << 40))]) }
  private mutating func scopes() -> [Scope] { (0..<int(0...5)).map { _ in scope() }.sorted() }
  private mutating func digest() -> Digest { Digest(low: word(), high: word()) }

  private mutating func marks() -> [ScopeMark] {
    (0..<int(0...3)).map { _ in
      let mark =
        chance(30)
        ? PullMark(position: number(0...99))
        : PullMark(position: number(0 ... .max), table: int(0...249), row: number(0...99))
      return ScopeMark(scope: scope(), mark: mark)
    }
  }

  private mutating func enrolReply() -> EnrolReply {
    EnrolReply(
      device: number(1...99), org: id(), orgName: text(), rep: number(0...9), repName: text(),
      role: pick(Role.allCases), scopes: scopes(), epoch: word(), ticket: word(), schema: bytes(int(0...300)))
  }

  private mutating func syncRequest() -> SyncRequest {
    SyncRequest(
      schemaFingerprint: digest(), epoch: word(), ticket: word(), deviceTime: number(0 ... .max),
      acknowledged: number(0...99), base: number(0 ... .max), held: scopes(), marks: marks(), wantsDelta: chance(50),
      deltaBytesMax: int(0...Limits.deltaBytesMax),
      changeSets: (0..<int(0...3)).map { _ in ChangeSetCodec.encode(changeSet()) },
      program: chance(50) ? int(1...9) : 0)
  }

  private mutating func syncReply() -> SyncReply {
    var sequence: Int64 = number(0...1_000)
    let results = (0..<int(0...4)).map { _ in
      sequence += 1
      return result(sequence)
    }
    return SyncReply(
      serverTime: number(0 ... .max), epoch: word(), ticket: word(), role: pick(Role.allCases), scopes: scopes(),
      results: results, delta: delta(), isComplete: chance(50), position: number(0...9_999), marks: marks(),
      rowsLeft: int(0...9), digest: chance(50) ? digest() : .zero, schema: chance(20) ? bytes(40) : nil,
      isRevoked: chance(20), neededProgram: chance(20) ? int(0...9) : nil, mustCompare: chance(20))
  }

  private mutating func result(_ sequence: Int64) -> ChangeResult {
    if chance(30) {
      let rejection = Rejection(
        pick(Rejection.Code.allCases), text(), table: chance(50) ? int(0...249) : nil, row: chance(50) ? id() : nil)
      return ChangeResult(sequence: sequence, status: .rejected(rejection), position: 0)
    }
    return ChangeResult(
      sequence: sequence, status: .accepted(conflicts: pick([0, 0, 3])), position: number(1...9_999), remarks: texts(2),
      numbers: (0..<int(0...5)).map { _ in number(1...5_000) })
  }

  private mutating func digestMessage() -> Message {
    if chance(20) { return .digestRequest(DigestRequest()) }
    let digests = (0..<int(0...4)).map { _ in
      ScopeTableDigest(scope: scope(), table: int(0...249), count: number(0...9_999), digest: digest())
    }
    return .digestReply(DigestReply(position: number(0...9_999), digests: digests))
  }

  private mutating func rejoinMessage() -> Message {
    if chance(50) {
      return .rejoinReply(
        RejoinReply(device: number(1...99), epoch: word(), ticket: word(), last: number(0 ... .max)))
    }
    return .rejoinRequest(
      RejoinRequest(
        epoch: word(), ticket: word(), acknowledged: number(0 ... .max), base: number(0 ... .max),
        firstKept: number(1 ... .max), publicKey: bytes(32)))
  }

  private mutating func rangeMessage() -> Message {
    if chance(50) {
      let ranges = (0..<int(0...4)).map { _ in
        let lower = integer()
        return lower...max(lower, integer())
      }
      return .rangeRequest(RangeRequest(scope: scope(), table: int(0...249), ranges: ranges, wantsRows: chance(50)))
    }
    let digests = (0..<int(0...3)).map { _ in RangeDigest(count: number(0...99), digest: digest()) }
    return .rangeReply(RangeReply(position: number(0...9_999), digests: digests, rows: delta()))
  }
}
