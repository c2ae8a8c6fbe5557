import ChangeModel
import FieldSales

/// What a product costs a customer, and why.
public struct PriceAnswer: Sendable {
  public var product: Record
  public var quantity: Int64
  public var currency: String?
  /// What one unit costs without a promotion, in minor units; nil when nobody knows a price in that currency.
  public var listPrice: Int64?
  /// The row of the price list that counts; nil when the product's own price does.
  public var list: Record?
  /// nil when there is no list price.
  public var terms: LineTerms?
  /// The row of the promotion that was taken.
  public var promotion: Record?
  /// All prices that hold, the one that counts first; those for greater quantities last.
  public var candidates: [Record]
  /// All promotions that hold, by code; also those whose quantity is not reached.
  public var promotions: [Record]
  /// As of when the office's prices are known, in milliseconds since 1970 UTC.
  public var knownAt: Int64?

  /// `list`, `product`, `promotion` or `free_goods`, as an order line keeps it.
  public var source: String {
    guard let terms, terms.promotion != nil else { return list == nil ? "product" : "list" }
    return terms.freeQuantity > 0 ? "free_goods" : "promotion"
  }

  /// Why it is this price.
  public var reason: Phrase {
    let base = listReason
    guard let promotion else { return base }
    return "\(base); promotion \(promotion.text("code") ?? "?") (\(PriceFinder.gift(promotion, currency: currency)))"
  }

  private var listReason: Phrase {
    guard let list else { return "the product's own price, as no price list has it" }
    let code = list.text("code") ?? "?"
    let whose: Phrase =
      switch list.text("closeness") {
      case "assigned": "price list \(code), given to this customer"
      case "segment": "price list \(code), for the segment \(list.text("segment") ?? "?")"
      default: "price list \(code), for all customers"
      }
    guard let least = list.integer("min_quantity"), least > 1 else { return whose }
    return "\(whose), from \(least) units"
  }

  /// One row for people and programs.
  public func record(in language: Language = .english) -> Record {
    var record = Record(columns: ["sku"], values: [product["sku"] ?? .null])
      .adding("product", product["name"] ?? .null).adding("quantity", .integer(quantity))
      .adding("list_price", Self.value(listPrice)).adding("unit_price", Self.value(terms?.unitPrice))
      .adding("discount", Self.value(terms?.discount))
      .adding("free_quantity", Self.value(terms.flatMap { $0.freeQuantity > 0 ? $0.freeQuantity : nil }))
    let total = terms.flatMap {
      LineTotal(quantity: quantity, unitPrice: $0.unitPrice, discount: $0.discount)?.net
    }
    record = record.adding("total", Self.value(total))
      .adding("saving", Self.value(terms.flatMap { $0.saving > 0 ? $0.saving : nil }))
      .adding("currency", currency.map { .text($0) } ?? .null).adding("price_source", .text(source))
      .adding("price_list", list?["code"] ?? .null).adding("promotion", promotion?["code"] ?? .null)
    return record.adding("reason", .text(reason.text(in: language))).adding("known_at", Self.value(knownAt))
  }

  private static func value(_ number: Int64?) -> Value { number.map { .integer($0) } ?? .null }
}
