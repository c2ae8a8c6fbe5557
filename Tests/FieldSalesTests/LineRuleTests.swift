import ChangeModel
import FieldSales
import Testing

@Suite struct LineRuleTests {
  var world = SalesWorld()
  let order = RowID(high: 5, low: 1)
  let line = RowID(high: 6, low: 1)

  var edits: [RowChange] {
    [
      world.line(2, of: 1),
      world.update(
        "order_lines", line, ["quantity": .integer(5), "unit_price": .integer(1250), "discount": .integer(0)]),
      world.delete("order_lines", line),
    ]
  }

  @Test mutating func repChangesLinesOfDraft_isTaken() {
    for edit in edits {
      world = SalesWorld()
      _ = world.send(world.rep, [world.order(1), world.line(1, of: 1)])
      #expect(world.send(world.rep, [edit]).rejection == nil)
    }
  }

  @Test mutating func repChangesLinesOfSubmittedOrder_isRejected() {
    for edit in edits {
      world = SalesWorld()
      _ = world.send(world.rep, [world.order(1, status: "submitted"), world.line(1, of: 1)])
      let result = world.send(world.rep, [edit])
      #expect(
        result.rejection?.message
          == "Order 1 is submitted: its lines are fixed. Cancel it and take a new order, or ask the office for a return."
      )
    }
  }

  @Test mutating func repChangesLinesInTheChangeSetThatSubmits_isTaken() {
    for edit in edits {
      world = SalesWorld()
      _ = world.send(world.rep, [world.order(1), world.line(1, of: 1)])
      let submit = world.update("orders", order, ["status": .text("submitted")])
      #expect(world.send(world.rep, [submit, edit]).rejection == nil)
    }
  }

  @Test mutating func officeChangesLinesOfInvoicedOrder_isTaken() {
    for edit in edits {
      world = SalesWorld()
      _ = world.send(world.office, [world.order(1, status: "invoiced"), world.line(1, of: 1)])
      #expect(world.send(world.office, [edit]).rejection == nil)
    }
  }

  @Test mutating func repMovesLineFromSubmittedOrderToDraft_isRejected() {
    _ = world.send(world.rep, [world.order(1, status: "submitted"), world.line(1, of: 1), world.order(2)])
    let move = world.update(
      "order_lines", line, ["order_id": .reference(RowReference(id: RowID(high: 5, low: 2)))])
    #expect(world.send(world.rep, [move]).rejection?.code == .businessRule)
  }

  @Test(arguments: [
    (
      Int64(0), Int64(100), Int64(0), "The quantity of a line is a whole number above 0. Correct it or delete the line."
    ),
    (1, -1, 0, "The unit price of a line is 0 or more, in minor units. Enter the price."),
    (1, 100, 10_001, "The discount of a line is 0 to 10000 basis points (100 = 1 %). Correct it."),
    (1, 100, -1, "The discount of a line is 0 to 10000 basis points (100 = 1 %). Correct it."),
    (.max, 2, 0, "The line comes to more than can be booked. Check quantity and price."),
  ])
  mutating func badFigure_isRejected(quantity: Int64, price: Int64, discount: Int64, message: String) {
    let result = world.send(
      world.rep, [world.order(1), world.line(1, of: 1, quantity: quantity, price: price, discount: discount)])
    #expect(result.rejection?.message == message)
  }

  @Test mutating func lineWithoutProduct_isRejected() {
    let bare = world.insert(
      "order_lines", line,
      ["order_id": .reference(RowReference(id: order)), "quantity": .integer(1), "unit_price": .integer(1)])
    let result = world.send(world.rep, [world.order(1), bare])
    #expect(
      result.rejection?.message == "The line names no product. Choose a product or enter its article number.")
  }
}
