import ArgumentParser
import ChangeModel
import FieldClient

struct DeliveryAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Begin a delivery of a confirmed order (office only).")

  @Argument(help: "The order.") var order: String
  @Option(help: "The number of the delivery note.") var number: String?
  @Option(help: "The warehouse's code (default: the order's).") var warehouse: String?
  @Option(help: "When it should arrive.") var expected: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    cells.set("number", number)
    cells.set("warehouse", warehouse)
    cells.set("expected_at", try moment(expected, option: "--expected"))
    common.printer.show(try DeliveryBook(common.desk()).add(order: order, cells), DeliveryShapes.card)
  }
}

struct DeliveryPack: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack", abstract: "Note that the goods are packed (office only).")

  @Argument(help: "The delivery, or its order.") var delivery: String
  @Option(help: "Parcels.") var parcels: Int64?
  @OptionGroup var at: StepTime
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    cells.set("parcels", parcels)
    common.printer.show(
      try DeliveryBook(common.desk()).take(.pack, delivery, cells, at: try at.time()), DeliveryShapes.card)
  }
}

struct DeliveryStore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Note that the goods wait for the carrier (office only).")

  @Argument(help: "The delivery, or its order.") var delivery: String
  @Option(help: "Where they wait.") var place: String?
  @OptionGroup var at: StepTime
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    cells.set("storage_place", place)
    common.printer.show(
      try DeliveryBook(common.desk()).take(.store, delivery, cells, at: try at.time()), DeliveryShapes.card)
  }
}

struct DeliveryCarry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "carry", abstract: "Note that the carrier took the goods (office only).")

  @Argument(help: "The delivery, or its order.") var delivery: String
  @Option(help: "Who carries them.") var carrier: String?
  @Option(help: "The carrier's number of the consignment.") var tracking: String?
  @Option(help: "When it should arrive.") var expected: String?
  @OptionGroup var at: StepTime
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    cells.set("carrier", carrier)
    cells.set("tracking", tracking)
    cells.set("expected_at", try moment(expected, option: "--expected"))
    common.printer.show(
      try DeliveryBook(common.desk()).take(.carry, delivery, cells, at: try at.time()), DeliveryShapes.card)
  }
}

struct DeliveryHandOver: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hand-over", abstract: "Note that the customer got the goods: a rep at the door may do it too.")

  @Argument(help: "The delivery, or its order.") var delivery: String
  @Option(help: "Who took them.") var receivedBy: String?
  @Option(help: "What was damaged, missing or agreed.") var notes: String?
  @OptionGroup var at: StepTime
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    cells.set("received_by", receivedBy)
    cells.set("notes", notes)
    common.printer.show(
      try DeliveryBook(common.desk()).take(.handOver, delivery, cells, at: try at.time()), DeliveryShapes.card)
  }
}

/// When a step was taken.
struct StepTime: ParsableArguments {
  @Option(help: "When (default: now).") var at: String?

  func time() throws -> Int64? { try moment(at, option: "--at") }
}
