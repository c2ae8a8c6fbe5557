/// What a lease is a share of.
public enum LeaseKind: String, CaseIterable, Sendable {
  /// Units of a product.
  case stock
  /// A promotion's budget, in minor units.
  case promotion
  /// A customer's credit, in minor units.
  case credit
}
