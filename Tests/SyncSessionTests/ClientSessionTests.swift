import ChangeModel
import SyncProtocol
import SyncSession
import Testing

/// The device's side of a sync, event by event.
@Suite struct ClientSessionTests {
  private var session = ClientSession(roundsMax: 3)

  private func replica(settled: Sequence = 0, base: Position = 5, marks: [ScopeMark] = []) -> SyncState {
    SyncState(
      schemaFingerprint: .zero, epoch: 1, ticket: 2, acknowledged: 0, base: base, held: [.org], marks: marks,
      settled: settled)
  }

  private func reply(isComplete: Bool, marks: [ScopeMark] = []) -> SyncReply {
    SyncReply(
      serverTime: 0, epoch: 1, ticket: 3, role: .rep, scopes: [.org], results: [], delta: Delta(),
      isComplete: isComplete, position: 9, marks: marks, rowsLeft: 0, digest: .zero, schema: nil)
  }

  private func request(_ action: ClientSession.Action) -> SyncRequest? {
    if case .send(let request) = action { return request }
    return nil
  }

  @Test mutating func nothingToPush_oneRoundTrip() {
    #expect(session.handle(.begun(replica()), now: 1) == .readOutbox(after: 0))
    let request = request(session.handle(.outbox(OutboxPage(changeSets: [], hasMore: false)), now: 1))
    #expect(request?.wantsDelta == true)
    #expect(request?.base == 5)
    #expect(session.handle(.replied(reply(isComplete: true)), now: 2) == .stage(reply(isComplete: true)))
    #expect(session.handle(.staged(replica()), now: 2) == .apply)
    let summary = ApplySummary(rows: 4)
    #expect(
      session.handle(.applied(replica(base: 9), summary, pending: 0), now: 3)
        == .finish(SyncOutcome(applied: summary, pushed: 0, roundTrips: 1, position: 9)))
  }

  @Test mutating func wholeRoundStagedButNotApplied_isAppliedBeforeAnythingIsAskedFor() {
    var cutOff = replica()
    cutOff.holdsRound = true
    #expect(session.handle(.begun(cutOff), now: 1) == .apply)
    let caughtUp = session.handle(.applied(replica(base: 9), ApplySummary(rows: 4), pending: 0), now: 1)
    #expect(caughtUp == .readOutbox(after: 0))
    #expect(request(session.handle(.outbox(OutboxPage(changeSets: [], hasMore: false)), now: 1))?.base == 9)
  }

  @Test mutating func fullOutbox_pushesWithoutDeltaUntilTheLastPage() {
    _ = session.handle(.begun(replica()), now: 1)
    let first = request(session.handle(.outbox(OutboxPage(changeSets: [[1], [2]], hasMore: true)), now: 1))
    #expect(first?.wantsDelta == false)
    _ = session.handle(.replied(reply(isComplete: true)), now: 1)
    #expect(session.handle(.staged(replica(settled: 2)), now: 1) == .readOutbox(after: 2))
    let second = request(session.handle(.outbox(OutboxPage(changeSets: [[3]], hasMore: false)), now: 1))
    #expect(second?.wantsDelta == true)
    #expect(second?.changeSets == [[3]])
  }

  @Test mutating func longPull_goesOnFromItsMarks() {
    let marks = [ScopeMark(scope: .org, mark: PullMark(position: 3, table: 1, row: 7))]
    _ = session.handle(.begun(replica()), now: 1)
    _ = session.handle(.outbox(OutboxPage(changeSets: [], hasMore: false)), now: 1)
    _ = session.handle(.replied(reply(isComplete: false, marks: marks)), now: 1)
    #expect(session.handle(.staged(replica(marks: marks)), now: 1) == .readOutbox(after: 0))
    let next = request(session.handle(.outbox(OutboxPage(changeSets: [], hasMore: false)), now: 1))
    #expect(next?.marks == marks)
  }

  @Test(arguments: [true, false])
  mutating func answerThatBringsNothing_endsTheSync(isPush: Bool) {
    _ = session.handle(.begun(replica()), now: 1)
    _ = session.handle(.outbox(OutboxPage(changeSets: isPush ? [[1]] : [], hasMore: isPush)), now: 1)
    _ = session.handle(.replied(reply(isComplete: false)), now: 1)
    var renewed = replica()
    renewed.ticket = 3
    guard case .refuse(let reason) = session.handle(.staged(renewed), now: 1) else {
      Issue.record("The sync goes on.")
      return
    }
    #expect(reason.contains("neither a result nor a row"))
  }

  @Test mutating func workLeftAfterApplying_startsAnotherRound_butNotForEver() {
    var action = session.handle(.begun(replica()), now: 1)
    for round in 1...3 {
      #expect(action == .readOutbox(after: 0))
      _ = session.handle(.outbox(OutboxPage(changeSets: [[1]], hasMore: false)), now: 1)
      _ = session.handle(.replied(reply(isComplete: true)), now: 1)
      _ = session.handle(.staged(replica()), now: 1)
      action = session.handle(.applied(replica(), ApplySummary(rejected: 1), pending: 1), now: 1)
      if round == 3 {
        guard case .finish(let outcome) = action else {
          Issue.record("still going: \(action)")
          return
        }
        #expect(outcome.applied.rejected == 3)
      }
    }
  }

  @Test mutating func stagedRejection_holdsThePushUntilItIsApplied() {
    var held = replica(settled: 1)
    held.mayPush = false
    let request = request(session.handle(.begun(held), now: 1))
    #expect(request?.changeSets == [])
    #expect(request?.wantsDelta == true)
  }

  @Test mutating func roundThatBringsNothing_isNotRepeatedForEver() {
    var action = session.handle(.begun(replica()), now: 1)
    for _ in 1...2 {
      #expect(action == .readOutbox(after: 0))
      _ = session.handle(.outbox(OutboxPage(changeSets: [[1]], hasMore: false)), now: 1)
      _ = session.handle(.replied(reply(isComplete: true)), now: 1)
      _ = session.handle(.staged(replica()), now: 1)
      action = session.handle(.applied(replica(), ApplySummary(), pending: 1), now: 1)
    }
    guard case .finish = action else {
      Issue.record("still going: \(action)")
      return
    }
  }

  @Test mutating func eventThatDoesNotFit_isRefused() {
    guard case .refuse = session.handle(.staged(replica()), now: 1) else {
      Issue.record("accepted")
      return
    }
  }

  @Test mutating func revocation_isToldOnceAllIsHandedIn() {
    var farewell = reply(isComplete: true)
    farewell.isRevoked = true
    _ = session.handle(.begun(replica()), now: 1)
    _ = session.handle(.outbox(OutboxPage(changeSets: [[1]], hasMore: false)), now: 1)
    #expect(session.handle(.replied(farewell), now: 1) == .stage(farewell))
    #expect(session.handle(.staged(replica(settled: 1)), now: 1) == .apply)
    // Something was written meanwhile.
    let summary = ApplySummary(rejected: 1)
    #expect(session.handle(.applied(replica(settled: 1), summary, pending: 1), now: 1) == .readOutbox(after: 1))
    _ = session.handle(.outbox(OutboxPage(changeSets: [[2]], hasMore: false)), now: 1)
    _ = session.handle(.replied(farewell), now: 1)
    _ = session.handle(.staged(replica(settled: 2)), now: 1)
    guard case .finish(let outcome) = session.handle(.applied(replica(settled: 2), summary, pending: 0), now: 1) else {
      Issue.record("the session goes on")
      return
    }
    #expect(outcome.isRevoked)
  }

  // MARK: Programs that are too old

  private func result(_ sequence: Sequence, _ rejection: String? = nil) -> ChangeResult {
    ChangeResult(
      sequence: sequence,
      status: rejection.map { .rejected(Rejection(.businessRule, $0)) } ?? .accepted(conflicts: 0), position: 7)
  }

  private func handedIn(_ results: [ChangeResult], needed: Int? = 3) -> SyncReply {
    var reply = reply(isComplete: false)
    reply.results = results
    reply.neededProgram = needed
    return reply
  }

  @Test mutating func tooOld_handsInPageByPage_keepsNothing_andSaysWhatCameOfIt() {
    session = ClientSession(program: 2)
    #expect(session.handle(.begun(replica()), now: 1) == .readOutbox(after: 0))
    let first = request(session.handle(.outbox(OutboxPage(changeSets: [[1], [2]], hasMore: true)), now: 1))
    #expect(first?.program == 2)
    let next = session.handle(.replied(handedIn([result(1), result(2, "too dear")])), now: 1)
    #expect(next == .readOutbox(after: 2))
    _ = session.handle(.outbox(OutboxPage(changeSets: [[3]], hasMore: false)), now: 1)
    guard case .finish(let outcome) = session.handle(.replied(handedIn([result(3)])), now: 1) else {
      Issue.record("The sync goes on.")
      return
    }
    #expect(outcome.position == 5)
    #expect(outcome.pushed == 3)
    #expect(outcome.applied == ApplySummary())
    #expect(outcome.handedIn?.neededProgram == 3)
    #expect(outcome.handedIn?.accepted == 2)
    #expect(outcome.handedIn?.rejections == ["too dear"])
  }

  /// The server stops where a request is too much, and behind a rejected union.
  @Test(arguments: [nil, "in parts"] as [String?])
  mutating func tooOld_goesOnBehindTheLastResult_butNotBehindARejectedUnion(rejection: String?) {
    _ = session.handle(.begun(replica()), now: 1)
    _ = session.handle(.outbox(OutboxPage(changeSets: [[1], [2], [3]], hasMore: false)), now: 1)
    let next = session.handle(.replied(handedIn([result(1), result(2, rejection)])), now: 1)
    if rejection == nil {
      #expect(next == .readOutbox(after: 2))
    } else {
      guard case .finish = next else {
        Issue.record("\(next)")
        return
      }
    }
  }

  @Test mutating func schemaThatCannotBeRead_leavesTheReplicaAsItIs() {
    _ = session.handle(.begun(replica()), now: 1)
    _ = session.handle(.outbox(OutboxPage(changeSets: [[1]], hasMore: false)), now: 1)
    var whole = reply(isComplete: true)
    whole.results = [result(1)]
    guard case .finish(let outcome) = session.handle(.repliedUnreadably(whole), now: 1) else {
      Issue.record("The sync goes on.")
      return
    }
    #expect(outcome.handedIn?.accepted == 1)
    #expect(outcome.handedIn?.neededProgram == nil)
    #expect(outcome.position == 5)
  }

  @Test mutating func pageThatAnOlderServerHoldsBack_isFollowedByAPull() {
    _ = session.handle(.begun(replica()), now: 1)
    _ = session.handle(.outbox(OutboxPage(changeSets: [[1], [2]], hasMore: true)), now: 1)
    var none = reply(isComplete: false)
    none.schema = [1]
    _ = session.handle(.replied(none), now: 1)
    let pull = request(session.handle(.staged(replica()), now: 1))
    #expect(pull?.changeSets == [])
    #expect(pull?.wantsDelta == true)
  }
}
