import ChangeModel

/// Adds up customers' accounts from their entries.
public struct Balances {
  private var sums: [RowID: [String: Int64]] = [:]

  public init() {}

  /// - Parameter values: the entry's columns by name.
  public mutating func add(entry values: [String: Value]) {
    guard let customer = values["customer_id"]?.reference?.id, let amount = values["amount"]?.integer else { return }
    let currency = values["currency"]?.text ?? ""
    sums[customer, default: [:]][currency, default: 0] = Self.sum(sums[customer]?[currency] ?? 0, amount)
  }

  /// What a customer's balance is to be; nil when there are no entries in the customer's currency, or it is that already.
  ///
  /// Entries without a currency count as the customer's; a customer without one takes entries of all currencies as one.
  public func newBalance(of customer: RowID, values: [String: Value]) -> Int64? {
    guard let sums = sums[customer] else { return nil }
    let currency = values["currency"]?.text
    let fitting = sums.filter { $0.key.isEmpty || currency == nil || $0.key == currency }.map(\.value)
    guard !fitting.isEmpty else { return nil }
    let balance = fitting.reduce(into: 0 as Int64) { $0 = Self.sum($0, $1) }
    return balance == values["balance"]?.integer ? nil : balance
  }

  /// The greatest or least number when the sum does not fit.
  private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? (right > 0 ? .max : .min) : sum
  }
}
