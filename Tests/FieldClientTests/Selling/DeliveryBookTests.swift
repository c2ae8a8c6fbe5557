import ChangeModel
import Testing

@testable import FieldClient

@Suite struct DeliveryBookTests {
  private let sales: SalesTrial
  private let book: DeliveryBook
  private let now = TrialDesk.now

  init() throws {
    sales = try SalesTrial()
    book = DeliveryBook(sales.desk)
  }

  private func status(_ number: String) throws -> String? { try sales.orders.show(number).order.text("status") }

  @Test func goodsAreFollowedFromPackingToTheHandOver_andTheOrderGoesAlong() throws {
    let order = try sales.sell("P-1:3", status: "confirmed")
    let delivery = try book.add(order: order, ["number": .text("N-1"), "expected_at": .integer(now + 10)])
    #expect(delivery.text("stage") == "planned")
    #expect(try book.take(.pack, order, ["parcels": .integer(2)]).text("stage") == "packed")
    #expect(try status(order) == "picked")
    #expect(try book.take(.store, "N-1", ["storage_place": .text("A 4")]).text("stage") == "stored")
    #expect(try book.take(.carry, "n-1", ["carrier": .text("顺丰")]).text("stage") == "carried")
    #expect(try status(order) == "shipped")
    let done = try book.take(.handOver, "N-1", ["received_by": .text("Ada")], at: now + 5)
    #expect(done.text("stage") == "handed_over")
    #expect(done.integer("since") == now + 5)
    #expect(try status(order) == "delivered")
    #expect(try sales.orders.show(order).order.integer("delivered_at") == now + 5)
    #expect(throws: FieldError.self) { try book.take(.handOver, "N-1", [:]) }
    var filter = DeliveryBook.Filter()
    filter.isOpen = true
    #expect(try book.list(filter).isEmpty)
    #expect(try book.list().count == 1)
  }

  @Test func anOrderIsDeliveredWhenItsLastDeliveryIs() throws {
    let order = try sales.sell("P-1:3", status: "shipped")
    for number in ["N-1", "N-2"] { _ = try book.add(order: order, ["number": .text(number)]) }
    _ = try book.take(.handOver, "N-1", [:])
    #expect(try status(order) == "shipped")
    _ = try book.take(.handOver, "N-2", [:])
    #expect(try status(order) == "delivered")
  }

  @Test func aStepBeforeAnEarlierOneIsRefused_asIsADeliveryOfADraft() throws {
    let order = try sales.sell("P-1:3", status: "confirmed")
    _ = try book.add(order: order, ["number": .text("N-1")])
    _ = try book.take(.pack, "N-1", [:])
    #expect(throws: FieldError.self) { try book.take(.carry, "N-1", [:], at: now - 1) }
    let draft = try sales.sell("P-1:1", status: "draft")
    #expect(throws: FieldError.self) { try book.add(order: draft, [:]) }
    #expect(throws: FieldError.self) { try book.show(draft) }
  }

  @Test func aHandOverThatARepNoted_isTheOrdersWhenTheOfficeConfirmsIt() throws {
    let order = try sales.sell("P-1:3", status: "shipped")
    _ = try book.add(order: order, ["number": .text("N-1")])
    try sales.write("UPDATE deliveries SET handed_over_at = \(now - 7)")
    #expect(try book.take(.handOver, "N-1", [:]).integer("handed_over_at") == now - 7)
    #expect(try status(order) == "delivered")
    #expect(try sales.orders.show(order).order.integer("delivered_at") == now - 7)
    #expect(throws: FieldError.self) { try book.take(.handOver, "N-1", [:]) }
  }

  @Test func anOrderThatIsDeliveredByHand_keepsTheTime() throws {
    let order = try sales.sell("P-1:3", status: "shipped")
    let sheet = try sales.orders.setStatus(order, to: "delivered")
    #expect(sheet.order.integer("delivered_at") == now)
  }

  @Test func lateIsWhatShouldHaveArrived_byItsOwnTimeOrTheWindow() throws {
    let order = try sales.sell("P-1:3", status: "confirmed")
    _ = try sales.orders.edit(order, ["deliver_until": .integer(now - 1)])
    _ = try book.add(order: order, ["number": .text("N-1")])
    _ = try book.add(order: order, ["number": .text("N-2"), "expected_at": .integer(now + 1)])
    var filter = DeliveryBook.Filter()
    filter.isLate = true
    #expect(try book.list(filter).map { $0.text("number") } == ["N-1"])
  }

  @Test func aRepHandsOverAtTheDoor_andTakesNoOtherStep() throws {
    let rep = try SalesTrial(role: .rep)
    let order = try rep.sell("P-1:3", status: "shipped")
    try rep.write(
      "INSERT INTO deliveries(order_id, number) SELECT id, 'N-9' FROM orders WHERE number = '\(order)'")
    let own = DeliveryBook(rep.desk)
    #expect(throws: FieldError.self) { try own.take(.pack, "N-9", [:]) }
    #expect(try own.take(.handOver, "N-9", ["received_by": .text("李")]).text("stage") == "handed_over")
    #expect(try rep.orders.show(order).order.text("status") == "shipped")
  }
}
