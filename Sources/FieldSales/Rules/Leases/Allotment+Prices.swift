import ChangeModel
import MergeEngine

/// Orders at prices that the office has changed since: they count, are taken anew, or wait.
extension Allotment {
  /// Settles the prices of an order, and says on it what was done.
  /// - Returns: why it has to wait, in words; nil when it does not.
  mutating func settlePrices(of order: RowState, _ lines: [RowState]) -> String? {
    guard let knownAt = order.integer(Place.Order.pricesKnownAt) else { return nil }
    let changed = lines.filter { line in
      guard let present = presentPrice(of: line) else { return false }
      return present != line.integer(Place.Line.listPrice)
    }
    guard let first = changed.first else { return nil }
    let name = first.text(Place.Line.sku) ?? "?"
    let currency = order.text(Place.Order.currency)
    let old = Amount(number(first.key, Place.Line.listPrice), currency)
    let new = Amount(presentPrice(of: first) ?? 0, currency)
    let days = max(0, takenAt(order).saturatingSum(-knownAt)) / 86_400_000
    let isPromised = (order.integer(Place.Order.validUntil) ?? .min) > takenAt(order)
    if isPromised || days <= setting(.priceHonourDays) || setting(.priceLateRule) == 0 {
      say("The prices that were known count: \(name) at \(old), now \(new).", of: order)
      return nil
    }
    let isSimple = changed.allSatisfy { ["list", "product"].contains($0.text(Place.Line.priceSource) ?? "") }
    if setting(.priceLateRule) == 1 && isSimple {
      for line in changed { takePresentPrice(line) }
      say("The prices were \(days) days old, and today's count: \(name) at \(new) instead of \(old).", of: order)
      return nil
    }
    return "the prices are \(days) days old: \(name) at \(old), now \(new)."
      + " A manager or the office releases it, or take today's prices."
  }

  private mutating func say(_ words: String, of order: RowState) {
    set(order.key, Place.Order.judgement, to: .text(words))
    remarks.append("\(order.orderName): \(words)")
  }

  /// What one unit costs by the office's books now, where the line says from which book its price came; nil when it
  /// does not, or that price is gone.
  private func presentPrice(of line: RowState) -> Int64? {
    guard line.integer(Place.Line.listPrice) != nil, let source = line.text(Place.Line.priceSource),
      ["list", "product", "promotion", "free_goods"].contains(source)
    else { return nil }
    if let price = line.target(Place.Line.price, in: Place.prices) {
      return view.row(price).flatMap { $0.isDeleted ? nil : $0.integer(Place.Price.unitPrice) }
    }
    guard source == "product" else { return nil }
    return line.target(Place.Line.product, in: Place.products).flatMap(view.row)?.integer(Place.Product.unitPrice)
  }

  private mutating func takePresentPrice(_ line: RowState) {
    guard let price = presentPrice(of: line) else { return }
    set(line.key, Place.Line.listPrice, to: .integer(price))
    set(line.key, Place.Line.unitPrice, to: .integer(price))
  }
}
