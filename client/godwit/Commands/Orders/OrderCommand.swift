import ArgumentParser
import FieldClient

struct OrderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: "Orders: list, show, take, change, and follow to the invoice.",
    discussion: """
      An order is named by its number, its ID, or the beginning of the ID. A line is written \
      SKU:QUANTITY[:PRICE][:DISCOUNT%], such as A-100:12 or A-100:12:9.50:5%.
      """,
    subcommands: [
      OrderList.self, OrderShow.self, OrderAdd.self, OrderEdit.self, OrderAddLine.self, OrderRemoveLine.self,
      OrderSubmit.self, OrderCancel.self, OrderHold.self, OrderConfirm.self, OrderPick.self, OrderShip.self,
      OrderDeliver.self, OrderInvoice.self, OrderStatus.self,
    ])
}
