import ArgumentParser
import FieldClient

struct OrderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: "Quotes and orders: take, price, check, and follow to the invoice.",
    discussion: """
      An order is named by its number, its ID, or the beginning of the ID. A line is written \
      SKU:QUANTITY[:PRICE][:DISCOUNT%], such as A-100:12 or A-100:12:9.50:5%. Without a price or discount the line gets \
      the customer's price by lists and promotions; the order keeps which, and as of when they were known.
      """,
    subcommands: [
      OrderList.self, OrderShow.self, OrderAdd.self, OrderQuote.self, OrderAccept.self, OrderEdit.self,
      OrderAddLine.self,
      OrderRemoveLine.self, OrderReprice.self, OrderCheck.self,
      OrderSubmit.self, OrderCancel.self, OrderHold.self, OrderConfirm.self, OrderPick.self, OrderShip.self,
      OrderDeliver.self, OrderInvoice.self, OrderStatus.self,
    ])
}
