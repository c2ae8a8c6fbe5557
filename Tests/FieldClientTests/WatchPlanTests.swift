import Testing

@testable import FieldClient

@Suite struct WatchPlanTests {
  private func wait(_ actions: [WatchPlan.Action]) -> (milliseconds: Int64, number: Int)? {
    if case .wait(let milliseconds, let number)? = actions.first, actions.count == 1 { return (milliseconds, number) }
    return nil
  }

  @Test func start_localChange_serverMoves_eachSyncs() {
    var plan = WatchPlan()
    #expect(plan.handle(.started, random: 0) == [.sync])
    _ = plan.handle(.synced(position: 5, pending: 0), random: 0)
    #expect(plan.handle(.localChange(pending: 1), random: 0) == [.sync])
    #expect(plan.handle(.serverAt(6), random: 0) == [.sync])
  }

  @Test func ownPushEchoes_nothingHappens() {
    var plan = WatchPlan()
    _ = plan.handle(.synced(position: 9, pending: 0), random: 0)
    #expect(plan.handle(.serverAt(9), random: 0).isEmpty)
    #expect(plan.handle(.serverAt(8), random: 0).isEmpty)
    #expect(plan.handle(.localChange(pending: 0), random: 0).isEmpty)
  }

  @Test func syncFails_userWritesOn_nextAttemptWaitsItsTurn() throws {
    var plan = WatchPlan()
    let first = try #require(wait(plan.handle(.syncFailed(retryAfterSeconds: 0), random: 0)))
    #expect(plan.handle(.localChange(pending: 3), random: 0).isEmpty)
    #expect(plan.handle(.timer(first.number), random: 0) == [.sync])
    let second = try #require(wait(plan.handle(.syncFailed(retryAfterSeconds: 0), random: 0)))
    #expect(second.milliseconds == 2 * first.milliseconds)
  }

  @Test func lostConnectionReturns_syncsAtOnce() {
    var plan = WatchPlan()
    #expect(plan.handle(.streamOpened, random: 0).isEmpty)
    _ = plan.handle(.syncFailed(retryAfterSeconds: 0), random: 0)
    #expect(plan.handle(.streamLost, random: 0).isEmpty)
    #expect(plan.handle(.streamOpened, random: 0) == [.sync])
  }

  @Test func onlyTheLastWaitCounts() throws {
    var plan = WatchPlan()
    let old = try #require(wait(plan.handle(.syncFailed(retryAfterSeconds: 0), random: 0)))
    let new = try #require(wait(plan.handle(.synced(position: 1, pending: 0), random: 0)))
    #expect(new.milliseconds == WatchPlan.routineMilliseconds)
    #expect(plan.handle(.timer(old.number), random: 0).isEmpty)
    #expect(plan.handle(.timer(new.number), random: 0) == [.sync])
  }

  @Test func serverSaysLater_waitIsAsLong() throws {
    var plan = WatchPlan()
    let asked = try #require(wait(plan.handle(.syncFailed(retryAfterSeconds: 20), random: 0)))
    #expect(asked.milliseconds >= 20_000)
  }
}
