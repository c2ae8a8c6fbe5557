import ChangeModel

/// Makes up a company: its people, articles and customers, and what happened between them in some years.
///
/// The same options make the same rows for ever, part by part, parents before children. No row depends on a clock or on
/// the order in which anybody asks.
public struct CompanyMaker {
  private let options: CompanyOptions
  private let stage: Stage
  private var step = 0

  /// How many customers come in one part.
  private static let customersPerPart = 50

  public init(_ options: CompanyOptions) {
    self.options = options
    stage = Stage(options)
  }

  /// How many parts there are.
  public var parts: Int { 2 + (options.customers + Self.customersPerPart - 1) / Self.customersPerPart }

  /// The next rows; nil at the end.
  public mutating func nextPart() -> [CompanyRow]? {
    defer { step += 1 }
    switch step {
    case 0: return stage.people
    case 1: return stage.goods + stage.incentives
    default:
      let first = (step - 2) * Self.customersPerPart
      guard first < options.customers else { return nil }
      return (first..<min(options.customers, first + Self.customersPerPart)).flatMap { number in
        CustomerStory(number: number, stage: stage).rows
      }
    }
  }
}
