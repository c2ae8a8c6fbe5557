import ChangeModel
import FieldSales
import Testing

@Suite struct CreditLeaseTests {
  private static let customer = ["customer_id": Value.reference(RowReference(id: SalesWorld.customer))]
  private static let spending = ["credit_lease_id": Value.reference(RowReference(id: LeaseTrial.lease(1)))]

  private func trial(limit: Int64) -> LeaseTrial { LeaseTrial(pool: nil, creditLimit: limit) }

  private func leased(_ trial: LeaseTrial) -> Int64? {
    trial.world.value("customers", SalesWorld.customer, "credit_leased")?.integer
  }

  @Test func leasedCreditIsKeptBack_andSpentForCertain() {
    var trial = trial(limit: 10_000)
    trial.ask(1, kind: "credit", Self.customer, 5_000)
    #expect(leased(trial) == 5_000)
    trial.order(1, by: trial.ben, of: 4)
    let held = trial.order(2, by: trial.ben, of: 1)
    #expect((1...2).map { trial.world.status(of: $0) } == ["submitted", "on_hold"])
    #expect(
      held.remarks == [
        "Order 2 is on hold: open orders and balance come to 62.50 EUR, 50.00 EUR is leased to reps, the credit limit is"
          + " 100.00 EUR. A manager or the office releases it, or the customer pays first."
      ])
    // The limit is lowered meanwhile: what was leased stays certain.
    trial.office([trial.world.update("customers", SalesWorld.customer, ["credit_limit": .integer(1_000)])])
    trial.order(3, of: 4, cells: Self.spending)
    #expect(trial.world.status(of: 3) == "submitted")
    #expect(leased(trial) == 0)
    trial.order(4, of: 1, cells: Self.spending)
    #expect(trial.world.status(of: 4) == "on_hold")
  }

  @Test func beyondTheLease_theLimitJudgesTheRest() {
    var trial = trial(limit: 10_000)
    trial.ask(1, kind: "credit", Self.customer, 2_500)
    trial.order(1, of: 4, cells: Self.spending)
    #expect(trial.world.status(of: 1) == "submitted")
    #expect([leased(trial), trial.figure(1, "spent")] == [0, 2_500])
    trial.order(2, of: 5)
    #expect(trial.world.status(of: 2) == "on_hold")
  }

  @Test func aHeldOrderSpendsNothing_andAReleasedOneOnce() {
    var trial = trial(limit: 5_000)
    trial.ask(1, kind: "credit", Self.customer, 2_500)
    trial.order(1, of: 6, cells: Self.spending)
    #expect(trial.world.status(of: 1) == "on_hold")
    #expect([leased(trial), trial.figure(1, "spent")] == [2_500, 0])
    let order = RowID(high: 5, low: 1)
    for status in ["submitted", "on_hold", "submitted"] {
      _ = trial.world.send(
        trial.world.manager, [trial.world.update("orders", order, ["status": .text(status)])], made: trial.now)
    }
    #expect([leased(trial), trial.figure(1, "spent")] == [0, 2_500])
  }

  @Test func noLimit_nothingToLease() {
    var trial = LeaseTrial(pool: nil)
    trial.ask(1, kind: "credit", Self.customer, 5_000)
    #expect(trial.status(1) == "refused")
  }

  @Test func openOrdersLeaveLessToLease() {
    var trial = trial(limit: 5_000)
    trial.order(1, of: 3)
    trial.ask(1, kind: "credit", Self.customer, 5_000)
    #expect(trial.figure(1, "granted") == 1_250)
  }
}
