import ChangeModel
import MergeEngine

extension Hearing {
  /// A rep spends points and keeps promises, a manager and the office also give points. Entries stand: what was wrong is
  /// put right by another entry. No account goes below zero by anyone but the office.
  func faultOfLoyalty(_ row: TouchedRow) -> Rejection? {
    if row.after.value(Place.Loyalty.customer).isNull {
      return rejection(.missingValue, row, "The entry belongs to no customer. Choose the customer.")
    }
    guard actor.role != .office else { return nil }
    let kind = row.after.text(Place.Loyalty.kind) ?? ""
    let points = row.after.integer(Place.Loyalty.points) ?? 0
    if actor.role == .rep {
      guard row.before == nil || row.before?.isDeleted == true else {
        return rejection(.businessRule, row, "An entry of points stands as it is. Ask your manager for a correction.")
      }
      guard ["redeem", "grant"].contains(kind), points <= 0 else {
        return rejection(
          .businessRule, row, "A rep spends a customer's points and gives none. Ask your manager or the office.")
      }
    }
    guard points < 0 || kind == "grant", let customer = row.after.target(Place.Loyalty.customer, in: Place.customers)
    else { return nil }
    return faultOfAccount(row, customer: customer, kind: kind)
  }

  private func faultOfAccount(_ row: TouchedRow, customer: RowKey, kind: String) -> Rejection? {
    let entries = view.children(of: customer).filter { $0.key.table == Place.loyaltyEntries && !$0.isDeleted }
    let threshold = row.after.text(Place.Loyalty.threshold)
    if kind == "grant", let threshold,
      entries.contains(where: {
        $0.key != row.key && $0.text(Place.Loyalty.kind) == "grant" && $0.text(Place.Loyalty.threshold) == threshold
      })
    {
      return rejection(.businessRule, row, "What \(threshold) promises was handed over already. Look at the account.")
    }
    let balance = entries.reduce(Int64(0)) { $0.saturatingSum($1.integer(Place.Loyalty.points) ?? 0) }
    guard balance < 0, (row.after.integer(Place.Loyalty.points) ?? 0) < 0 else { return nil }
    return rejection(
      .businessRule, row,
      "The account would be \(balance) points. Redeem fewer: somebody may have redeemed before you.")
  }
}
