import ChangeModel
import MergeEngine

/// What the schema cannot say: required fields, who may take which step, when an order stands still, credit.
///
/// All figures are integers in minor units. Every rejection says what to do.
public struct FieldSalesRules: BusinessRules {
  public init() {}

  public func needs(of change: RowChange, key: RowKey?, in view: any RuleView) -> RowNeeds {
    RowNeeds()
  }

  public func judge(_ touched: [TouchedRow], actor: Actor, now: Int64, in view: any RuleView) -> Verdict {
    .accept(remarks: [])
  }
}
