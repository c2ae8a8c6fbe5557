import ChangeModel
import FieldSales
import Testing

@Suite struct QuoteRuleTests {
  let order = RowID(high: 5, low: 1)

  @Test func aQuoteBindsNoCredit_itsAcceptanceDoes() {
    var world = SalesWorld(creditLimit: 2000)
    let quoted = world.send(world.rep, [world.order(1, status: "quote"), world.line(1, of: 1, quantity: 2)])
    #expect(quoted.rejection == nil)
    #expect(quoted.remarks == [])
    #expect(world.status(of: 1) == "quote")
    _ = world.send(world.rep, [world.update("orders", order, ["status": .text("submitted")])])
    #expect(world.status(of: 1) == "on_hold")
  }

  @Test func linesOfAQuoteChange_untilItIsSubmitted() {
    var world = SalesWorld()
    _ = world.send(world.rep, [world.order(1, status: "quote"), world.line(1, of: 1)])
    #expect(world.send(world.rep, [world.line(2, of: 1)]).rejection == nil)
    _ = world.send(world.rep, [world.update("orders", order, ["status": .text("submitted")])])
    #expect(world.send(world.rep, [world.line(3, of: 1)]).rejection?.code == .businessRule)
  }

  @Test(arguments: [("draft", true), ("submitted", true), ("cancelled", true), ("confirmed", false)])
  func aQuoteBecomes(state: String, isAllowed: Bool) {
    var world = SalesWorld()
    _ = world.send(world.rep, [world.order(1, status: "quote"), world.line(1, of: 1)])
    let result = world.send(world.rep, [world.update("orders", order, ["status": .text(state)])])
    #expect((result.rejection == nil) == isAllowed)
  }

  @Test func anOrderIsNoQuoteAgain() {
    var world = SalesWorld()
    _ = world.send(world.rep, [world.order(1), world.line(1, of: 1)])
    #expect(world.send(world.rep, [world.update("orders", order, ["status": .text("quote")])]).rejection != nil)
  }
}
