import ArgumentParser
import ChangeModel
import FieldClient

/// One step of a delivery on its way as a command of its own.
protocol DeliveryStep: ParsableCommand {
  static var step: DeliveryBook.Step { get }
  var delivery: String { get }
  var at: StepTime { get }
  var common: CommonOptions { get }

  /// What is noted with the step besides its time.
  func cells() throws -> Cells
}

extension DeliveryStep {
  func run() throws {
    common.printer.show(
      try DeliveryBook(common.desk()).take(Self.step, delivery, try cells(), at: try at.time()), DeliveryShapes.card)
  }
}

struct DeliveryPack: DeliveryStep {
  static let configuration = CommandConfiguration(
    commandName: "pack", abstract: "Note that the goods are packed (office only).")
  static let step = DeliveryBook.Step.pack

  @Argument(help: "The delivery, or its order.") var delivery: String
  @Option(help: "Parcels.") var parcels: Int64?
  @OptionGroup var at: StepTime
  @OptionGroup var common: CommonOptions

  func cells() -> Cells {
    var cells = Cells()
    cells.set("parcels", parcels)
    return cells
  }
}

struct DeliveryStore: DeliveryStep {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Note that the goods wait for the carrier (office only).")
  static let step = DeliveryBook.Step.store

  @Argument(help: "The delivery, or its order.") var delivery: String
  @Option(help: "Where they wait.") var place: String?
  @OptionGroup var at: StepTime
  @OptionGroup var common: CommonOptions

  func cells() -> Cells {
    var cells = Cells()
    cells.set("storage_place", place)
    return cells
  }
}

struct DeliveryCarry: DeliveryStep {
  static let configuration = CommandConfiguration(
    commandName: "carry", abstract: "Note that the carrier took the goods (office only).")
  static let step = DeliveryBook.Step.carry

  @Argument(help: "The delivery, or its order.") var delivery: String
  @Option(help: "Who carries them.") var carrier: String?
  @Option(help: "The carrier's number of the consignment.") var tracking: String?
  @Option(help: "When it should arrive.") var expected: String?
  @OptionGroup var at: StepTime
  @OptionGroup var common: CommonOptions

  func cells() throws -> Cells {
    var cells = Cells()
    cells.set("carrier", carrier)
    cells.set("tracking", tracking)
    cells.set("expected_at", try moment(expected, option: "--expected"))
    return cells
  }
}

struct DeliveryHandOver: DeliveryStep {
  static let configuration = CommandConfiguration(
    commandName: "hand-over", abstract: "Note that the customer got the goods: a rep at the door may do it too.")
  static let step = DeliveryBook.Step.handOver

  @Argument(help: "The delivery, or its order.") var delivery: String
  @Option(help: "Who took them.") var receivedBy: String?
  @Option(help: "What was damaged, missing or agreed.") var notes: String?
  @OptionGroup var at: StepTime
  @OptionGroup var common: CommonOptions

  func cells() -> Cells {
    var cells = Cells()
    cells.set("received_by", receivedBy)
    cells.set("notes", notes)
    return cells
  }
}

/// When a step was taken.
struct StepTime: ParsableArguments {
  @Option(help: "When (default: now).") var at: String?

  func time() throws -> Int64? { try moment(at, option: "--at") }
}
