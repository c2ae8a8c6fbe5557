import ChangeModel
import FieldSales
import Testing

@Suite struct SellingRuleTests {
  var world = SalesWorld()
  let goods = RowID(high: 7, low: 1)

  private func goodsReturn(_ number: UInt64 = 1, status: String = "requested") -> RowChange {
    world.insert(
      "returns", RowID(high: 7, low: number),
      [
        "order_id": .reference(RowReference(id: RowID(high: 5, low: 1))), "number": .text("R\(number)"),
        "status": .text(status),
      ])
  }

  private func part(_ number: UInt64, of parent: UInt64 = 1, line: UInt64 = 1, quantity: Int64) -> RowChange {
    world.insert(
      "return_lines", RowID(high: 8, low: number),
      [
        "return_id": .reference(RowReference(id: RowID(high: 7, low: parent))),
        "order_line_id": .reference(RowReference(id: RowID(high: 6, low: line))), "quantity": .integer(quantity),
      ])
  }

  private mutating func sell(_ quantity: Int64 = 10) {
    _ = world.send(world.office, [world.order(1, status: "delivered"), world.line(1, of: 1, quantity: quantity)])
  }

  private mutating func step(_ actor: Actor, _ status: String) -> Rejection? {
    world.send(actor, [world.update("returns", goods, ["status": .text(status)])]).rejection
  }

  @Test mutating func noMoreComesBackThanWasOrdered_overAllReturns() {
    sell()
    #expect(world.send(world.rep, [goodsReturn(1), part(1, quantity: 6)]).rejection == nil)
    let second = world.send(world.rep, [goodsReturn(2), part(2, of: 2, quantity: 5)])
    #expect(
      second.rejection?.message
        == "11 units would come back of 10 that were ordered. Look at the order's other returns.")
    #expect(world.send(world.rep, [goodsReturn(3), part(3, of: 3, quantity: 4)]).rejection == nil)
    #expect(world.send(world.rep, [part(4, of: 3, quantity: 1)]).rejection?.code == .businessRule)
  }

  @Test mutating func aCancelledReturnFreesItsUnits() {
    sell()
    _ = world.send(world.rep, [goodsReturn(1), part(1, quantity: 10)])
    #expect(step(world.rep, "cancelled") == nil)
    #expect(world.send(world.rep, [goodsReturn(2), part(2, of: 2, quantity: 10)]).rejection == nil)
  }

  @Test mutating func nothingOrLinesOfAnotherOrder_comeNotBack() {
    sell()
    _ = world.send(world.office, [world.order(2, status: "delivered"), world.line(2, of: 2)])
    #expect(world.send(world.rep, [goodsReturn(), part(1, quantity: 0)]).rejection?.code == .businessRule)
    let foreign = world.send(world.rep, [goodsReturn(), part(1, line: 2, quantity: 1)])
    #expect(foreign.rejection?.message.hasPrefix("The goods are of another order") == true)
  }

  @Test mutating func eachRoleTakesItsSteps() {
    sell()
    _ = world.send(world.rep, [goodsReturn(), part(1, quantity: 1)])
    #expect(
      step(world.rep, "approved")?.message
        == "Return R1 is requested; a rep cannot make it approved. Ask your manager.")
    #expect(step(world.manager, "approved") == nil)
    #expect(step(world.manager, "received")?.code == .workflow)
    #expect(step(world.office, "received") == nil)
    #expect(step(world.rep, "cancelled") != nil)
    #expect(step(world.office, "refunded") == nil)
  }

  @Test mutating func goodsThatAreBack_areStrongerThanAChangeOfMind() {
    sell()
    _ = world.send(world.rep, [goodsReturn(), part(1, quantity: 1)])
    #expect(step(world.manager, "approved") == nil)
    let seen = world.head
    #expect(step(world.office, "received") == nil)
    let late = world.send(
      world.rep, [world.update("returns", goods, ["status": .text("cancelled")])], base: seen)
    #expect(late.rejection == nil)
    #expect(world.text("returns", goods, "status") == "received")
  }

  // MARK: Points

  private func entry(_ number: UInt64, _ kind: String, _ points: Int64, threshold: String? = nil) -> RowChange {
    world.insert(
      "loyalty_entries", RowID(high: 9, low: number),
      [
        "customer_id": .reference(RowReference(id: SalesWorld.customer)), "kind": .text(kind),
        "points": .integer(points), "threshold": threshold.map { .text($0) } ?? .null,
      ])
  }

  @Test mutating func aRepSpendsPointsAndGivesNone() {
    #expect(world.send(world.office, [entry(1, "earn", 100)]).rejection == nil)
    #expect(world.send(world.rep, [entry(2, "redeem", -60)]).rejection == nil)
    for bad in [entry(3, "earn", 5), entry(3, "adjust", -1), entry(3, "redeem", 5), entry(3, "grant", 1)] {
      #expect(world.send(world.rep, [bad]).rejection?.code == .businessRule)
    }
    let edit = world.update("loyalty_entries", RowID(high: 9, low: 2), ["points": .integer(-1)])
    #expect(world.send(world.rep, [edit]).rejection?.code == .businessRule)
    #expect(world.send(world.manager, [entry(4, "adjust", 5)]).rejection == nil)
  }

  @Test mutating func twoRedeemAtOnce_theSecondIsRefusedBelowZero() {
    _ = world.send(world.office, [entry(1, "earn", 100)])
    let seen = world.head
    #expect(world.send(world.rep, [entry(2, "redeem", -60)], base: seen).rejection == nil)
    let second = world.send(world.manager, [entry(3, "redeem", -60)], base: seen)
    #expect(
      second.rejection?.message
        == "The account would be -20 points. Redeem fewer: somebody may have redeemed before you.")
  }

  @Test mutating func aPromiseIsKeptOnce() {
    #expect(world.send(world.rep, [entry(1, "grant", 0, threshold: "GOLD")]).rejection == nil)
    #expect(world.send(world.rep, [entry(2, "grant", 0, threshold: "SILVER")]).rejection == nil)
    #expect(world.send(world.manager, [entry(3, "grant", 0, threshold: "GOLD")]).rejection?.code == .businessRule)
  }

  // MARK: Targets

  private func target(_ number: UInt64, territory: RowID?) -> RowChange {
    world.insert(
      "targets", RowID(high: 10, low: number),
      [
        "territory_id": territory.map { .reference(RowReference(id: $0)) } ?? .null, "amount": .integer(5),
      ])
  }

  @Test mutating func managersSetTargetsOfTheirTerritories_repsNone() {
    #expect(world.send(world.rep, [target(1, territory: SalesWorld.north)]).rejection?.code == .businessRule)
    #expect(world.send(world.manager, [target(1, territory: SalesWorld.north)]).rejection == nil)
    #expect(world.send(world.manager, [target(2, territory: nil)]).rejection?.code == .outsideScope)
    #expect(world.send(world.office, [target(2, territory: nil)]).rejection == nil)
    let id = RowID(high: 10, low: 1)
    #expect(world.send(world.rep, [world.delete("targets", id)]).rejection?.code == .businessRule)
    #expect(world.send(world.manager, [world.delete("targets", id)]).rejection == nil)
  }

  @Test mutating func aRepHandsGoodsOver_andTouchesNothingElseOfADelivery() {
    sell()
    let id = RowID(high: 11, low: 1)
    _ = world.send(
      world.office,
      [world.insert("deliveries", id, ["order_id": .reference(RowReference(id: RowID(high: 5, low: 1)))])])
    let handOver = world.update("deliveries", id, ["handed_over_at": .integer(5), "received_by": .text("Ada")])
    #expect(world.send(world.rep, [handOver]).rejection == nil)
    let pack = world.update("deliveries", id, ["packed_at": .integer(5)])
    #expect(world.send(world.rep, [pack]).rejection != nil)
  }
}
