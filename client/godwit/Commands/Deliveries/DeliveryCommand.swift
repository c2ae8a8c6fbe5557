import ArgumentParser
import ChangeModel
import FieldClient

struct DeliveryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delivery", abstract: "Follow an order's goods from packing to the hand-over.",
    discussion: "A delivery is named by its number, its tracking number, its ID, or the order's number.",
    subcommands: [
      DeliveryList.self, DeliveryShow.self, DeliveryAdd.self, DeliveryPack.self, DeliveryStore.self,
      DeliveryCarry.self, DeliveryHandOver.self,
    ])
}

struct DeliveryList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List deliveries, those under way in front.")

  @Option(help: "Only to this customer.") var customer: String?
  @Option(help: "Only of this order.") var order: String?
  @Flag(help: "Only those not handed over.") var open = false
  @Flag(help: "Only those that should have arrived.") var late = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    var filter = DeliveryBook.Filter()
    filter.customer = customer
    filter.order = order
    filter.isOpen = open
    filter.isLate = late
    filter.limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try DeliveryBook(common.desk()).list(filter), DeliveryShapes.list,
      empty: late ? "nothing is late" : "no deliveries; the warehouse begins them", limit: filter.limit)
  }
}

struct DeliveryShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show where the goods are.")

  @Argument(help: "The delivery, or its order.") var delivery: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try DeliveryBook(common.desk()).show(delivery), DeliveryShapes.card) }
}

/// How deliveries are shown.
enum DeliveryShapes {
  static let list = [
    Field("NUMBER", "number"), Field("ORDER", "order_number"), Field("CUSTOMER", "customer"), Field("STAGE", "stage"),
    Field("SINCE", "since", .moment), Field("EXPECTED", "expected_at", .moment), Field("CARRIER", "carrier"),
    Field("TRACKING", "tracking"), Field("ID", "id", .shortIDUnless("number")),
  ]
  static let card = [
    Field("number", "number"), Field("id", "id", .id), Field("order", "order_number"), Field("customer", "customer"),
    Field("stage", "stage"), Field("since", "since", .moment), Field("warehouse", "warehouse"),
    Field("parcels", "parcels", .number), Field("packed", "packed_at", .moment), Field("stored", "stored_at", .moment),
    Field("stored at", "storage_place"), Field("carried", "carried_at", .moment), Field("carrier", "carrier"),
    Field("tracking", "tracking"), Field("expected", "expected_at", .moment),
    Field("window from", "deliver_from", .moment), Field("window until", "deliver_until", .moment),
    Field("handed over", "handed_over_at", .moment), Field("received by", "received_by"), Field("notes", "notes"),
  ]
}
