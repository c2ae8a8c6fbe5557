import ChangeModel
import MergeEngine

/// Which orders are accepted, and which wait.
extension Allotment {
  /// Judges the orders that reps and managers hand in, in their order; a manager who takes one off hold has decided, and
  /// the office's books are not judged.
  mutating func judgeOrders() {
    let entering = hearing.touched.filter(entersAccounts).map(\.after)
    let judged = actor.role == .office ? [] : hearing.touched.filter(hearing.isSubmission).map(\.after)
    waiting = Set(judged.map(\.key))
    for order in judged {
      waiting.remove(order.key)
      judge(order)
    }
    let names = Set(judged.map(\.key))
    for order in entering where !names.contains(order.key) { takeCredit(for: order) }
  }

  /// Whether an order begins to count with this change set.
  private func entersAccounts(_ row: TouchedRow) -> Bool {
    guard row.key.table == Place.orders, !row.after.isDeleted else { return false }
    let isTaking = { FieldSales.takingStates.contains($0 ?? "") }
    return isTaking(row.after.text(Place.Order.status)) && !isTaking(row.before?.text(Place.Order.status))
  }

  private mutating func judge(_ order: RowState) {
    let lines = lines(of: order.key)
    if lines.isEmpty { remarks.append("\(order.orderName) is submitted without lines.") }
    // All of it is taken or nothing: what does not fit leaves no trace.
    var trial = self
    let price = trial.settlePrices(of: order, lines)
    for line in lines { trial.settle(line.key) }
    trial.takeCredit(for: order)
    let reasons = [price, trial.shortage(of: lines, since: self), trial.creditFault(of: order)].compactMap { $0 }
    if reasons.isEmpty {
      self = trial
      return
    }
    let reason = reasons.joined(separator: " ")
    waiting.insert(order.key)
    set(order.key, Place.Order.status, to: .text("on_hold"))
    set(order.key, Place.Order.holdReason, to: .text(reason))
    remarks.append("\(order.orderName) is on hold: \(reason)")
  }

  // MARK: Stock and budgets

  /// Why the lines have to wait: they take more than is free; nil when they do not.
  private func shortage(of lines: [RowState], since before: Allotment) -> String? {
    for account in LineAccount.all {
      for line in lines {
        guard let subject = subject(of: line, account), let free = free(subject, account), free < 0,
          let was = before.free(subject, account), free < was
        else { continue }
        let name = value(subject, account.kind == .stock ? Place.Product.sku : Place.Promotion.code).text ?? "?"
        return account.kind == .stock
          ? "\(name): \(-free) more than is free are ordered beyond the rep's lease."
            + " A manager or the office releases it, or order less."
          : "\(name) would give away \(Amount(-free)) more than is left of its budget beyond the rep's lease."
            + " A manager or the office releases it."
      }
    }
    return nil
  }

  /// What nobody has leased or taken; nil when it is not counted.
  func free(_ subject: RowKey, _ account: LineAccount) -> Int64? {
    guard let total = value(subject, account.total).integer else { return nil }
    return total.saturatingSum(-number(subject, account.leased)).saturatingSum(-number(subject, account.taken))
  }
}
