import ChangeModel
import MergeEngine
import PlantedBugs

/// What the lines of orders take, and give back.
extension Allotment {
  /// The lines that were touched, and those of orders whose state was, in order, each once.
  func affectedLines() -> [RowKey] {
    var seen = Set<RowKey>()
    var lines = [RowKey]()
    for row in hearing.touched {
      let found =
        switch row.key.table {
        case Place.orderLines: [row.key]
        case Place.orders where row.mask & 1 << UInt64(Place.Order.status) != 0: self.lines(of: row.key).map(\.key)
        default: [RowKey]()
        }
      for line in found where seen.insert(line).inserted { lines.append(line) }
    }
    return lines
  }

  func lines(of order: RowKey) -> [RowState] {
    view.children(of: order).filter { $0.key.table == Place.orderLines && !$0.isDeleted }
  }

  /// Whether the line's order is one that takes stock.
  func isCounted(_ line: RowKey) -> Bool {
    guard let row = view.row(line), !row.isDeleted, let order = row.target(Place.Line.order, in: Place.orders) else {
      return false
    }
    return FieldSales.takingStates.contains(value(order, Place.Order.status).text ?? "")
  }

  /// Brings what a line has taken to what it should have, from its lease first.
  mutating func settle(_ line: RowKey) {
    guard let row = view.row(line) else { return }
    // Once settled, a line is where it stands now, and not where it stood before.
    let before = settled.insert(line).inserted ? touched(line)?.before : nil
    for account in LineAccount.all {
      // What a deleted line had was given back when it went.
      var taken = before?.isDeleted == true ? 0 : number(line, account.share)
      let subject = subject(of: row, account)
      let old = before.flatMap { self.subject(of: $0, account) } ?? subject
      if let old, old != subject, taken != 0 {
        add(-taken, to: account.taken, of: old)
        taken = 0
      }
      guard let subject else { continue }
      let wanted = isCounted(line) && !value(subject, account.total).isNull ? amount(of: line, account) : 0
      if wanted < taken, PlantedBug.cancelledKeepsStock.isOn { continue }
      if wanted != taken { take(wanted - taken, from: subject, account, for: row) }
      if wanted != number(line, account.share) { set(line, account.share, to: .integer(wanted)) }
    }
  }

  private mutating func take(_ more: Int64, from subject: RowKey, _ account: LineAccount, for line: RowState) {
    add(more, to: account.taken, of: subject)
    guard more > 0, let lease = line.target(account.lease, in: Place.leases),
      let order = line.target(Place.Line.order, in: Place.orders).flatMap(view.row)
    else { return }
    let covered = min(more, unspent(of: lease, account.kind, subject: subject, by: order))
    add(covered, to: Place.Lease.spent, of: lease)
    add(-covered, to: account.leased, of: subject)
  }

  /// The row from which a line takes; nil when it takes nothing of the kind.
  func subject(of line: RowState, _ account: LineAccount) -> RowKey? {
    switch account.kind {
    case .stock: return line.target(Place.Line.product, in: Place.products)
    case .promotion:
      guard let code = line.text(Place.Line.promotion) else { return nil }
      return view.owner(of: UniqueValue(table: Place.promotions, column: Place.Promotion.code, value: .text(code)))
    case .credit: return nil
    }
  }

  /// What a line asks of an account: units, or what the promotion gives away on it.
  private func amount(of line: RowKey, _ account: LineAccount) -> Int64 {
    let quantity = max(0, number(line, Place.Line.quantity))
    guard account.kind == .promotion else { return quantity }
    guard let full = LineTotal(quantity: quantity, unitPrice: number(line, Place.Line.listPrice), discount: 0) else {
      return 0
    }
    return max(0, full.net.saturatingSum(-net(of: line)))
  }

  /// What a line comes to, in minor units.
  func net(of line: RowKey) -> Int64 {
    LineTotal(
      quantity: number(line, Place.Line.quantity), unitPrice: number(line, Place.Line.unitPrice),
      discount: number(line, Place.Line.discount))?.net ?? 0
  }

  // MARK: Leases

  /// What an order may still take of a lease: of one of its rep's, that was granted, and had not run out when the order
  /// was taken, whenever it arrives.
  func unspent(of lease: RowKey, _ kind: LeaseKind, subject: RowKey, by order: RowState) -> Int64 {
    guard let row = view.row(lease), row.text(Place.Lease.kind) == kind.rawValue,
      row.target(kind.subject.column, in: kind.subject.table) == subject, statusBefore(row) == "granted",
      row.target(Place.Lease.rep, in: Place.reps)?.row == actor.rep || actor.role != .rep
    else { return 0 }
    let end = row.integer(Place.Lease.expiresAt) ?? 0
    if takenAt(order) >= end && !PlantedBug.expiredLeaseSpent.isOn { return 0 }
    return max(0, number(lease, Place.Lease.granted).saturatingSum(-number(lease, Place.Lease.spent)))
  }

  /// A lease that comes back in the same change set could be spent by what was done before.
  private func statusBefore(_ lease: RowState) -> String? {
    guard let touched = touched(lease.key) else {
      return lease.text(Place.Lease.status)
    }
    return touched.before?.text(Place.Lease.status)
  }

  /// When the order was handed in by its maker, by the server's clock: the stamp of the step, corrected.
  func takenAt(_ order: RowState) -> Int64 {
    let group = view.schema.tables[order.key.table].groupOfColumn[Place.Order.status]
    return order.groups.indices.contains(group) ? order.groups[group].winner.stamp.milliseconds : now
  }
}

extension FieldSales {
  /// The states in which an order's goods are taken from what may be sold.
  public static let takingStates = openStates + ["invoiced"]
}
