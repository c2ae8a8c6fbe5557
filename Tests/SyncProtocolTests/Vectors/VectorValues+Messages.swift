import ChangeModel
import SyncProtocol

extension VectorValues {
  static let digest = Digest(low: 0x0123_4567_89AB_CDEF, high: 0xFEDC_BA98_7654_3210)
  static let scopes: [Scope] = [.org, .rep(8), .territory(2), .territory(3)].sorted()
  static let schema = Array(#"{"version":1,"tables":[]}"#.utf8)

  static func request(
    base: Int64, held: [Scope], marks: [ScopeMark] = [], wantsDelta: Bool = true, changeSets: [ChangeSet] = [],
    program: Int = 0
  ) -> Message {
    .syncRequest(
      SyncRequest(
        schemaFingerprint: digest, epoch: 0xE0E1_E2E3_E4E5_E6E7, ticket: 0x7071_7273_7475_7677, deviceTime: time,
        acknowledged: 344, base: base, held: held, marks: marks, wantsDelta: wantsDelta,
        deltaBytesMax: Limits.deltaBytesDefault, changeSets: changeSets.map { ChangeSetCodec.encode($0) },
        program: program))
  }

  static func reply(
    results: [ChangeResult] = [], delta: Delta = Delta(), marks: [ScopeMark] = [], rowsLeft: Int = 0,
    schema: [UInt8]? = nil, neededProgram: Int? = nil, mustCompare: Bool = false
  ) -> Message {
    .syncReply(
      SyncReply(
        serverTime: time + 120, epoch: 0xE0E1_E2E3_E4E5_E6E7, ticket: 0x8081_8283_8485_8687, role: .rep, scopes: scopes,
        results: results, delta: delta, isComplete: marks.isEmpty && neededProgram == nil, position: 67_893,
        marks: marks, rowsLeft: rowsLeft,
        digest: marks.isEmpty && neededProgram == nil ? digest : .zero, schema: schema,
        neededProgram: neededProgram, mustCompare: mustCompare))
  }

  static let results = [
    ChangeResult(
      sequence: 345, status: .accepted(conflicts: 0), position: 67_891, numbers: [1_001, 3_001, 3_002, 3_003]),
    ChangeResult(
      sequence: 346, status: .accepted(conflicts: 2), position: 67_892, remarks: ["order R8-1043 is on hold: credit"],
      numbers: [1_002, 3_004, 3_005, 3_006]),
    ChangeResult(
      sequence: 347,
      status: .rejected(
        Rejection(
          .officeOwned, "credit_limit belongs to the office; ask it to change the limit", table: 3, row: customer)),
      position: 0),
    ChangeResult(
      sequence: 348, status: .rejected(Rejection(.dependency, "the change set 347 was rejected")), position: 0),
  ]

  static let marks = [
    ScopeMark(scope: .org, mark: PullMark(position: 5_000)),
    ScopeMark(scope: .territory(2), mark: PullMark(position: 4_999, table: 3, row: 812)),
    ScopeMark(scope: .rep(8), mark: .start),
  ]

  static let messages: [(name: String, about: String, value: Message)] =
    [
      (
        "enrol-request", "A device asks to be admitted.",
        .enrolRequest(
          EnrolRequest(code: "K7QM-2XWD-93FA", publicKey: (0..<32).map { $0 * 7 }, deviceName: "Ana's laptop"))
      ),
      (
        "enrol-reply", "The server admits the device.",
        .enrolReply(
          EnrolReply(
            device: 12, org: foreign, orgName: "Lakeside Foods", rep: 8, repName: "Ana López", role: .manager,
            scopes: scopes, epoch: 0xE0E1_E2E3_E4E5_E6E7, ticket: 0x7071_7273_7475_7677, schema: schema))
      ),
      ("sync-request-first", "A new device asks for everything.", request(base: 0, held: [])),
      ("sync-request-idle", "A device with nothing to push asks what is new.", request(base: 67_890, held: scopes)),
      (
        "sync-request-push", "A device pushes one order and one update.",
        request(base: 67_890, held: scopes, changeSets: [order, changeSets[1].value])
      ),
      (
        "sync-request-push-only", "More change sets follow, so no delta is wanted yet.",
        request(base: 67_890, held: scopes, wantsDelta: false, changeSets: [changeSets[1].value])
      ),
      (
        "sync-request-resuming", "A first download goes on where it was interrupted.",
        request(base: 0, held: [], marks: marks)
      ),
      (
        "sync-request-program", "A device says for which schema its program was made.",
        request(base: 67_890, held: scopes, changeSets: [changeSets[1].value], program: 2)
      ),
      (
        "sync-reply-too-old", "The device's program is too old for rows: it gets results, and nothing else.",
        reply(results: [results[0]], neededProgram: 3)
      ),
      ("sync-reply-idle", "Nothing is new.", reply()),
      (
        "sync-reply-results", "Every kind of result, and the rows that changed.",
        reply(results: results, delta: deltas[4].value)
      ),
      (
        "sync-reply-page", "One page of a download; more follow.",
        reply(delta: deltas[2].value, marks: marks, rowsLeft: 40_000)
      ),
      ("sync-reply-schema", "The schema has changed.", reply(schema: schema)),
      ("sync-reply-compare", "The server cannot name all rows that went.", reply(mustCompare: true)),
      ("digest-request", "A device asks for digests.", .digestRequest(DigestRequest())),
      ("digest-reply", "The digests of the device's scopes.", digestReply),
      (
        "range-request-digests", "A device asks for the digests of ranges.",
        .rangeRequest(
          RangeRequest(scope: .territory(2), table: 3, ranges: [1...1_000, 1_001...Int64.max], wantsRows: false))
      ),
      (
        "range-request-rows", "A device asks for the rows of a range.",
        .rangeRequest(RangeRequest(scope: .org, table: 4, ranges: [17...17], wantsRows: true))
      ),
      (
        "range-reply-digests", "Digests of ranges.",
        .rangeReply(
          RangeReply(
            position: 67_893, digests: [RangeDigest(count: 977, digest: digest), RangeDigest(count: 0, digest: .zero)],
            rows: Delta()))
      ),
      (
        "range-reply-rows", "Rows of a range.",
        .rangeReply(RangeReply(position: 67_893, digests: [], rows: deltas[2].value))
      ),
      (
        "rejoin-request", "A device that the store does not recognise asks as whom it goes on.",
        .rejoinRequest(
          RejoinRequest(
            epoch: 0xE0E1_E2E3_E4E5_E6E7, ticket: 0x7071_7273_7475_7677, acknowledged: 344, base: 67_890, firstKept: 12,
            publicKey: (0..<32).map { UInt8($0 * 7) }))
      ),
      (
        "rejoin-reply", "The device's file is a copy: it goes on under another number.",
        .rejoinReply(RejoinReply(device: 14, epoch: 0xE0E1_E2E3_E4E5_E6E7, ticket: 0x7879_7A7B_7C7D_7E7F, last: 350))
      ),
    ] + errors

  private static let digestReply = Message.digestReply(
    DigestReply(
      position: 67_893,
      digests: [
        ScopeTableDigest(scope: .org, table: 4, count: 1_200, digest: digest),
        ScopeTableDigest(scope: .territory(2), table: 3, count: 977, digest: digest + digest),
      ]))

  private static let errors: [(name: String, about: String, value: Message)] = [
    (
      "error-unsupported-version", "The request's wire version is not spoken.",
      .error(
        ErrorReply(
          .unsupportedVersion, "wire version 9 is not spoken here, only version 1; update the older side",
          serverTime: time))
    ),
    (
      "error-stale", "The request's time is too far from the server's.",
      .error(ErrorReply(.stale, "the request is 11 minutes old; set the time and sign again", serverTime: time))
    ),
    (
      "error-sequence-gap", "A change set is missing before the first one.",
      .error(ErrorReply(.sequenceGap, "change set 345 comes next", serverTime: time, expected: 345))
    ),
    (
      "error-busy", "Too many requests.",
      .error(ErrorReply(.busy, "too many requests; try again in 30 seconds", retryAfterSeconds: 30, serverTime: time))
    ),
  ]
}
