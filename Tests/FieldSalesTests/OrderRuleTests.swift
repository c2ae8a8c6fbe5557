import ChangeModel
import FieldSales
import Testing

@Suite struct OrderRuleTests {
  var world = SalesWorld()
  let first = RowID(high: 5, low: 1)

  @Test mutating func repWritesWholeOrderOffline_asSubmitted_isTaken() {
    let result = world.send(world.rep, [world.order(1, status: "submitted"), world.line(1, of: 1, quantity: 2)])
    #expect(result.rejection == nil)
    #expect(result.remarks == [])
    #expect(world.status(of: 1) == "submitted")
  }

  @Test mutating func repSubmitsWithoutLines_isTakenWithARemark() {
    let result = world.send(world.rep, [world.order(1, status: "submitted")])
    #expect(result.remarks == ["Order 1 is submitted without lines."])
  }

  @Test mutating func repConfirms_isRejected() {
    _ = world.send(world.rep, [world.order(1), world.line(1, of: 1)])
    _ = world.send(world.rep, [world.update("orders", first, ["status": .text("submitted")])])
    let result = world.send(world.rep, [world.update("orders", first, ["status": .text("confirmed")])])
    #expect(result.rejection?.code == .workflow)
    #expect(
      result.rejection?.message
        == "Order 1 is submitted; a rep cannot make it confirmed. The office takes this step.")
    #expect(world.status(of: 1) == "submitted")
  }

  @Test(arguments: [
    ("rep", "draft", "submitted", true), ("rep", "draft", "cancelled", true), ("rep", "submitted", "cancelled", true),
    ("rep", "submitted", "on_hold", false), ("rep", "on_hold", "submitted", false),
    ("rep", "confirmed", "cancelled", false), ("manager", "submitted", "on_hold", true),
    ("manager", "on_hold", "submitted", true), ("manager", "confirmed", "on_hold", true),
    ("manager", "submitted", "confirmed", false), ("office", "submitted", "confirmed", true),
    ("office", "confirmed", "picked", true), ("office", "shipped", "delivered", true),
  ])
  mutating func step(role: String, from old: String, to new: String, isAllowed: Bool) {
    _ = world.send(world.office, [world.order(1, status: old), world.line(1, of: 1)])
    let actor = role == "rep" ? world.rep : role == "manager" ? world.manager : world.office
    let result = world.send(actor, [world.update("orders", first, ["status": .text(new)])])
    #expect((result.rejection == nil) == isAllowed)
    #expect(world.status(of: 1) == (isAllowed ? new : old))
  }

  @Test mutating func officeShips_thenRepCancelsConcurrently_cancelledStands() {
    _ = world.send(world.office, [world.order(1, status: "picked"), world.line(1, of: 1)])
    let seen = world.head
    _ = world.send(world.office, [world.update("orders", first, ["status": .text("shipped")])])
    let result = world.send(world.rep, [world.update("orders", first, ["status": .text("cancelled")])], base: seen)
    #expect(result.rejection == nil)
    #expect(world.status(of: 1) == "cancelled")
  }

  @Test mutating func repConfirmsConcurrently_isRejectedStill() {
    _ = world.send(world.office, [world.order(1, status: "submitted"), world.line(1, of: 1)])
    let seen = world.head
    _ = world.send(world.manager, [world.update("orders", first, ["status": .text("on_hold")])])
    let result = world.send(world.rep, [world.update("orders", first, ["status": .text("confirmed")])], base: seen)
    #expect(result.rejection?.code == .workflow)
    #expect(world.status(of: 1) == "on_hold")
  }

  @Test mutating func repDeletesOrder_isRejected() {
    _ = world.send(world.rep, [world.order(1)])
    let result = world.send(world.rep, [world.delete("orders", first)])
    #expect(result.rejection?.code == .undeletable)
  }

  @Test mutating func repGivesSubmittedOrderAnotherCurrency_isRejected() {
    _ = world.send(world.rep, [world.order(1, status: "submitted"), world.line(1, of: 1)])
    let result = world.send(world.rep, [world.update("orders", first, ["currency": .text("USD")])])
    #expect(
      result.rejection?.message
        == "Order 1 is submitted: its customer and currency are fixed. Cancel it and take a new order.")
  }
}
