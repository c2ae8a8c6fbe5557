import ChangeModel

/// The rules of a trade, handed to the engine: they judge the merged result of a change set before it is committed.
///
/// Rules are pure: the same view gives the same verdict. They see rows through `RuleView`, which holds everything that
/// `needs` asked for.
public protocol BusinessRules: Sendable {
  /// What the rules must see to judge a change to this row, beyond the row itself, its references and its ancestors.
  /// Called again as more is loaded, until it asks for nothing new.
  /// - Parameter key: nil for a row that does not exist yet.
  func needs(of change: RowChange, key: RowKey?, in view: any RuleView) -> RowNeeds

  /// The verdict on a change set, after it was merged into the view.
  func judge(_ touched: [TouchedRow], actor: Actor, now: Int64, in view: any RuleView) -> Verdict
}

/// A row that a change set touched, before and after its merge.
public struct TouchedRow: Sendable {
  public var key: RowKey
  public var kind: RowChange.Kind
  /// nil when the row did not exist.
  public var before: RowState?
  public var after: RowState
  /// The columns that the change set wrote.
  public var mask: UInt64

  public init(key: RowKey, kind: RowChange.Kind, before: RowState?, after: RowState, mask: UInt64) {
    self.key = key
    self.kind = kind
    self.before = before
    self.after = after
    self.mask = mask
  }
}

/// The rows that rules can look at: the state after the change set under judgement.
public protocol RuleView {
  var schema: Schema { get }
  func row(_ key: RowKey) -> RowState?
  /// The number of the row that a change set names, once it is loaded.
  func key(of name: RowName, in table: Int) -> RowKey?
  /// The living row that holds a value of a unique column, if it was asked for.
  func owner(of value: UniqueValue) -> RowKey?
  /// The living children of a row, if they were asked for; ascending by key.
  func children(of key: RowKey) -> [RowState]
}

/// What the rules say.
public enum Verdict: Sendable {
  /// Accept, with what the user should know.
  case accept(remarks: [String])
  /// Accept, but also write these cells: an order is put on hold.
  case amend([Amendment], remarks: [String])
  case reject(Rejection)
}

/// A cell that a rule writes on top of a change set.
public struct Amendment: Hashable, Sendable {
  public var key: RowKey
  public var column: Int
  public var value: Value

  public init(key: RowKey, column: Int, value: Value) {
    self.key = key
    self.column = column
    self.value = value
  }
}

/// Rules that accept everything that the schema allows.
public struct NoBusinessRules: BusinessRules {
  public init() {}
  public func needs(of change: RowChange, key: RowKey?, in view: any RuleView) -> RowNeeds { RowNeeds() }
  public func judge(_ touched: [TouchedRow], actor: Actor, now: Int64, in view: any RuleView) -> Verdict {
    .accept(remarks: [])
  }
}
