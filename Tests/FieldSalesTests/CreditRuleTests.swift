import ChangeModel
import FieldSales
import MergeEngine
import Testing

@Suite struct CreditRuleTests {
  @Test func repSubmitsAboveTheLimit_orderIsPutOnHoldWithTheReason() {
    var world = SalesWorld(creditLimit: 2000)
    let result = world.send(world.rep, [world.order(1, status: "submitted"), world.line(1, of: 1, quantity: 2)])
    #expect(
      result.remarks == [
        "Order 1 is on hold: open orders and balance come to 25.00 EUR, the credit limit is 20.00 EUR."
          + " A manager or the office releases it, or the customer pays first."
      ])
    #expect(world.status(of: 1) == "on_hold")
    #expect(
      world.text("orders", RowID(high: 5, low: 1), "hold_reason")?.hasPrefix("open orders and balance") == true)
  }

  @Test func exactlyTheLimit_isNotAbove() {
    var world = SalesWorld(creditLimit: 2500)
    _ = world.send(world.rep, [world.order(1, status: "submitted"), world.line(1, of: 1, quantity: 2)])
    #expect(world.status(of: 1) == "submitted")
  }

  @Test func openOrdersOfOthersCount_heldAndCancelledOnesDoNot() {
    var world = SalesWorld(creditLimit: 3000)
    _ = world.send(world.office, [world.order(1, status: "shipped"), world.line(1, of: 1)])
    _ = world.send(world.office, [world.order(2, status: "cancelled"), world.line(2, of: 2, quantity: 100)])
    _ = world.send(world.rep, [world.order(3, status: "submitted"), world.line(3, of: 3, quantity: 50)])
    _ = world.send(world.rep, [world.order(4, status: "submitted"), world.line(4, of: 4)])
    _ = world.send(world.rep, [world.order(5, status: "submitted"), world.line(5, of: 5)])
    #expect((3...5).map { world.status(of: $0) } == ["on_hold", "submitted", "on_hold"])
  }

  @Test func twoOrdersInOneChangeSet_areJudgedInTheirOrder() {
    var world = SalesWorld(creditLimit: 2000)
    _ = world.send(
      world.rep,
      [
        world.order(1, status: "submitted"), world.line(1, of: 1), world.order(2, status: "submitted"),
        world.line(2, of: 2),
      ])
    #expect((1...2).map { world.status(of: $0) } == ["submitted", "on_hold"])
  }

  @Test func managerReleases_orderIsNotHeldAgain() {
    var world = SalesWorld(creditLimit: 2000)
    _ = world.send(world.rep, [world.order(1, status: "submitted"), world.line(1, of: 1, quantity: 2)])
    let release = world.update("orders", RowID(high: 5, low: 1), ["status": .text("submitted")])
    #expect(world.send(world.manager, [release]).rejection == nil)
    #expect(world.status(of: 1) == "submitted")
  }

  /// A new order is not there yet when the rows are loaded that its submission is judged by.
  @Test func orderIsMadeAndSubmittedInOneBatch_theCustomersOrdersAreLoaded() {
    let world = SalesWorld(creditLimit: 2000)
    let stored = world.merger.batch.rows
    let steps = [world.order(2), world.update("orders", RowID(high: 5, low: 2), ["status": .text("submitted")])]
    let submissions = steps.enumerated().map { place, change in
      Submission(
        changeSet: ChangeSet(
          dot: Dot(device: 7, sequence: Sequence(place + 1)), stamp: Stamp(milliseconds: 2_000),
          context: Context(base: world.head), isUnion: false, changes: [change]), actor: world.rep)
    }
    var merger = BatchMerger(
      schema: FieldSales.schema, rules: FieldSales.rules, head: world.head, lastRows: [:])
    var asked = RowNeeds()
    var needs = merger.needs(of: submissions)
    while !needs.isEmpty {
      asked.formUnion(needs)
      let rows = stored.filter { row in
        needs.keys.contains(row.key) || needs.ids.contains(TableID(table: row.key.table, id: row.id))
      }
      needs = merger.provide(LoadedRows(rows: rows), for: needs)
    }
    let customer = stored.first { $0.id == SalesWorld.customer }?.key
    #expect(customer.map(asked.childrenOf.contains) == true)
  }

  @Test func balanceCounts() {
    var world = SalesWorld(creditLimit: 2000)
    _ = world.send(world.office, [world.update("customers", SalesWorld.customer, ["balance": .integer(1000)])])
    _ = world.send(world.rep, [world.order(1, status: "submitted"), world.line(1, of: 1)])
    #expect(world.status(of: 1) == "on_hold")
  }

  @Test func officeImportsAboveTheLimit_isNotHeld() {
    var world = SalesWorld(creditLimit: 2000)
    let result = world.send(world.office, [world.order(1, status: "submitted"), world.line(1, of: 1, quantity: 9)])
    #expect(result.remarks == [])
    #expect(world.status(of: 1) == "submitted")
  }

  @Test func noLimit_holdsNothing() {
    for limit: Int64? in [nil, 0] {
      var world = SalesWorld(creditLimit: limit)
      _ = world.send(world.rep, [world.order(1, status: "submitted"), world.line(1, of: 1, quantity: 9999)])
      #expect(world.status(of: 1) == "submitted")
    }
  }
}
