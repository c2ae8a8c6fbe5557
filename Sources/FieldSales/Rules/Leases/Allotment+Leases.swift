import ChangeModel
import MergeEngine
import PlantedBugs

/// What is granted, and what goes back.
extension Allotment {
  mutating func settleLease(_ row: TouchedRow) {
    guard let kind = row.after.text(Place.Lease.kind).flatMap(LeaseKind.init),
      let subject = row.after.target(kind.subject.column, in: kind.subject.table)
    else { return }
    let old = row.before?.text(Place.Lease.status)
    let new = row.after.text(Place.Lease.status)
    if new == "asked" {
      answer(row.after, kind, subject)
    } else if new != "granted", old == "granted" || (PlantedBug.leaseGivenBackTwice.isOn && old != "asked") {
      close(row.after, kind, subject)
    }
  }

  /// What is left goes back, once: with the step out of `granted`.
  private mutating func close(_ lease: RowState, _ kind: LeaseKind, _ subject: RowKey) {
    let left = number(lease.key, Place.Lease.granted).saturatingSum(-number(lease.key, Place.Lease.spent))
    add(-left, to: kind.leased, of: subject)
    set(lease.key, Place.Lease.closedAt, to: .integer(now))
  }

  private mutating func answer(_ lease: RowState, _ kind: LeaseKind, _ subject: RowKey) {
    let asked = lease.integer(Place.Lease.asked) ?? 0
    guard let free = free(kind, subject) else {
      return refuse(lease, "It is not counted, so nothing need be leased: orders are not held for it.")
    }
    // Rounded up, so that the last unit can be had.
    let most = LineTotal(quantity: max(0, free), unitPrice: setting(.leaseSharePoints), discount: 0)?.gross ?? 0
    let granted = min(asked, (most + LineTotal.discountMax - 1) / LineTotal.discountMax)
    guard granted > 0 else { return refuse(lease, "Nothing is free. Ask the office, or ask again later.") }
    set(lease.key, Place.Lease.status, to: .text("granted"))
    set(lease.key, Place.Lease.granted, to: .integer(granted))
    set(lease.key, Place.Lease.spent, to: .integer(0))
    set(lease.key, Place.Lease.expiresAt, to: .integer(now.saturatingSum(setting(.leaseHours) * 3_600_000)))
    if granted < asked { set(lease.key, Place.Lease.answer, to: .text("More is not free, or not for one rep.")) }
    if !PlantedBug.leaseNotReserved.isOn { add(granted, to: kind.leased, of: subject) }
  }

  private mutating func refuse(_ lease: RowState, _ reason: String) {
    set(lease.key, Place.Lease.status, to: .text("refused"))
    set(lease.key, Place.Lease.answer, to: .text(reason))
    set(lease.key, Place.Lease.closedAt, to: .integer(now))
    remarks.append("\(lease.leaseName) is refused: \(reason)")
  }

  private func free(_ kind: LeaseKind, _ subject: RowKey) -> Int64? {
    if let account = LineAccount.of(kind) { return free(subject, account) }
    guard let customer = view.row(subject), let limit = customer.creditLimit else { return nil }
    return limit.saturatingSum(-owed(by: customer)).saturatingSum(-number(subject, Place.Customer.creditLeased))
  }
}

extension RowState {
  /// How a person names the lease.
  var leaseName: String { text(Place.Lease.number).map { "Lease \($0)" } ?? "This lease" }
}
