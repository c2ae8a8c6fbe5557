import ChangeModel
import MergeEngine

extension Hearing {
  /// A lease is asked for, and given back; what was asked stands, and the rules alone grant.
  func faultOfLease(_ row: TouchedRow) -> Rejection? {
    if row.after.value(Place.Lease.rep).isNull {
      return rejection(.missingValue, row, "The lease belongs to nobody. Name the rep who is to spend it.")
    }
    guard let kind = row.after.text(Place.Lease.kind).flatMap(LeaseKind.init) else {
      return rejection(.businessRule, row, "A lease is of stock, of a promotion or of credit. Correct its kind.")
    }
    if row.after.value(kind.subject.column).isNull {
      return rejection(.missingValue, row, "The lease is a share of nothing. Name the product, promotion or customer.")
    }
    guard (row.after.integer(Place.Lease.asked) ?? 0) > 0 else {
      return rejection(.businessRule, row, "A lease asks for a whole number above 0. Correct it.")
    }
    return row.before.flatMap { faultOfStep(row, before: $0) } ?? faultOfStart(row)
  }

  private func faultOfStart(_ row: TouchedRow) -> Rejection? {
    guard row.before == nil, row.after.text(Place.Lease.status) != "asked" else { return nil }
    return rejection(.workflow, row, "A lease begins as asked, and the server answers. Enter it so.")
  }

  private func faultOfStep(_ row: TouchedRow, before: RowState) -> Rejection? {
    let fixed = [Place.Lease.rep, Place.Lease.kind, Place.Lease.asked] + LeaseKind.allCases.map(\.subject.column)
    for column in fixed where !before.value(column).isSame(as: row.after.value(column)) {
      return rejection(.businessRule, row, "A lease stands as it was asked for. Return it, and ask for another one.")
    }
    let old = before.text(Place.Lease.status)
    let new = row.after.text(Place.Lease.status)
    guard old != new else { return nil }
    switch new {
    case "returned": return nil
    case "expired" where actor.role == .office: return nil
    default:
      return rejection(.workflow, row, "A lease is granted and ended by the server. Return it, or let it run out.")
    }
  }
}
