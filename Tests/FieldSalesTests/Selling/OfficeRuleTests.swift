import ChangeModel
import FieldSales
import Testing

@Suite struct OfficeRuleTests {
  var world = SalesWorld()

  private func share(_ points: Int64) -> RowChange {
    world.insert(
      "order_shares", RowID(high: 20, low: 1),
      [
        "order_id": .reference(RowReference(id: RowID(high: 5, low: 1))),
        "rep_id": .reference(RowReference(id: RowID(high: 2, low: 1))), "share": .integer(points),
      ])
  }

  @Test mutating func managersSplitOrders_repsDoNot() {
    _ = world.send(
      world.office,
      [world.insert("reps", RowID(high: 2, low: 1), ["name": .text("Ann")]), world.order(1), world.line(1, of: 1)])
    #expect(world.send(world.rep, [share(10)]).rejection?.message.hasPrefix("A rep does not split orders.") == true)
    #expect(world.send(world.manager, [share(10_001)]).rejection?.code == .businessRule)
    #expect(world.send(world.manager, [share(4000)]).rejection == nil)
    let id = RowID(high: 20, low: 1)
    #expect(world.send(world.rep, [world.delete("order_shares", id)]).rejection?.code == .businessRule)
    #expect(world.send(world.manager, [world.delete("order_shares", id)]).rejection == nil)
  }

  @Test mutating func whatEveryoneSees_isSavedByManagers() {
    let id = RowID(high: 21, low: 1)
    let view = world.insert("saved_views", id, ["name": .text("late"), "command": .text("[\"today\"]")])
    #expect(world.send(world.rep, [view]).rejection?.code == .businessRule)
    #expect(world.send(world.manager, [view]).rejection == nil)
    #expect(world.send(world.rep, [world.delete("saved_views", id)]).rejection?.code == .businessRule)
  }

  @Test mutating func aWarningIsOfAKindThatThereIs_andMayComeTwice() {
    let kind = WarningKind.churn
    let id = kind.id(customer: SalesWorld.customer, subject: SalesWorld.customer, turn: 0)
    let customer = Value.reference(RowReference(id: SalesWorld.customer))
    func warning(_ kind: String) -> RowChange {
      world.insert("warnings", id, ["customer_id": customer, "kind": .text(kind), "raised_at": .integer(5)])
    }
    #expect(world.send(world.rep, [warning("weather")]).rejection?.code == .businessRule)
    #expect(world.send(world.rep, [warning("churn")]).rejection == nil)
    // The manager's replica had not seen the rep's.
    #expect(world.send(world.manager, [warning("churn")], base: 1).rejection == nil)
    #expect(WarningKind.churn.id(customer: SalesWorld.customer, subject: SalesWorld.customer, turn: 1) != id)
    #expect(WarningKind.visit.id(customer: SalesWorld.customer, subject: SalesWorld.customer, turn: 0) != id)
  }
}
