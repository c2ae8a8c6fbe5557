import ChangeModel

/// What an early warning is about.
public enum WarningKind: String, CaseIterable, Hashable, Sendable {
  /// Balance and open orders are above the limit.
  case credit
  /// Invoices are not paid in time.
  case overdue
  /// Purchases are behind what was planned with the customer.
  case plan
  /// Nothing was bought for much longer than is usual for the customer.
  case churn
  /// A complaint's clock has run out.
  case complaint
  /// A lead was not followed up in its rhythm.
  case lead
  /// Nobody saw or spoke to the customer for longer than was agreed.
  case visit
  /// A product nears the end of its life and was not bought again.
  case replacement

  /// The ID of a warning: the same on all replicas that find the same.
  /// - Parameters:
  ///   - subject: the complaint, lead, target or product, else the customer.
  ///   - turn: how many warnings of the same have ended before.
  public func id(customer: RowID, subject: RowID, turn: Int64) -> RowID {
    RowID(madeOf: customer.bytes + subject.bytes + Array("\(rawValue) \(turn)".utf8))
  }
}
