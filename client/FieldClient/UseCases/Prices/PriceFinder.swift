import ChangeModel
import FieldSales
import GRDB

/// Finds what a product costs a customer on a day, with what the replica knows of the office's prices.
struct PriceFinder {
  /// The prices that hold for product, customer, currency and day, the one that counts for `:quantity` units first: a
  /// list given to the customer, then one for the segment, then one for all; then the list's priority; then the greatest
  /// quantity that is reached. Those for greater quantities come last.
  static let prices = """
    WITH valid AS (
      SELECT l.*,
        CASE
          WHEN EXISTS (
            SELECT 1 FROM customer_price_lists AS a
            WHERE a.customer_id = :customer AND a.price_list_id = l.id
              AND coalesce(a.valid_from, :at) <= :at AND coalesce(a.valid_until, :at + 1) > :at
          ) THEN 'assigned'
          WHEN l.applies_to = 'segment' AND l.segment = :segment COLLATE NOCASE THEN 'segment'
          WHEN l.applies_to = 'all' THEN 'all'
        END AS closeness
      FROM price_lists AS l
      WHERE l.active <> 0 AND (l.currency = :currency OR l.currency IS NULL OR :currency IS NULL)
        AND coalesce(l.valid_from, :at) <= :at AND coalesce(l.valid_until, :at + 1) > :at
    )
    SELECT v.code, v.name, v.closeness, v.segment, v.currency, v.priority, x.id AS price_id, x.min_quantity, x.unit_price,
      x.min_quantity <= :quantity AS is_reached,
      min(coalesce(x.valid_until, v.valid_until), coalesce(v.valid_until, x.valid_until)) AS valid_until
    FROM valid AS v
    CROSS JOIN prices AS x ON x.price_list_id = v.id
    WHERE x.product_id = :product AND v.closeness IS NOT NULL
      AND coalesce(x.valid_from, :at) <= :at AND coalesce(x.valid_until, :at + 1) > :at
    ORDER BY is_reached DESC, CASE v.closeness WHEN 'assigned' THEN 1 WHEN 'segment' THEN 2 ELSE 3 END,
      v.priority DESC, x.min_quantity DESC, x.unit_price, v.code, x.id
    """

  /// The promotions that hold for product, customer, currency and day, whatever quantity they ask for.
  static let promotions = """
    SELECT m.code, m.name, m.kind, m.min_quantity, m.discount, m.unit_price, m.currency, m.free_quantity, m.valid_until,
      m.terms
    FROM promotions AS m
    WHERE m.active <> 0
      AND (m.product_id = :product OR m.product_id IS NULL)
      AND (m.product_group = :group COLLATE NOCASE OR m.product_group IS NULL)
      AND (m.segment = :segment COLLATE NOCASE OR m.segment IS NULL)
      AND (m.kind <> 'price' OR m.currency = :currency OR m.currency IS NULL OR :currency IS NULL)
      AND coalesce(m.valid_from, :at) <= :at AND coalesce(m.valid_until, :at + 1) > :at
    ORDER BY m.code
    """

  let db: Database
  /// In which the gifts of promotions are said; programs read English.
  var language = Language.english

  func answer(_ question: PriceQuestion) throws -> PriceAnswer {
    let product = try row("products", question.product) ?? Record()
    let segment = try question.customer.flatMap { try row("customers", $0) }?.text("segment")
    let currency = question.currency ?? product.text("currency")
    let place: [String: (any DatabaseValueConvertible)?] = [
      "product": Value(question.product).databaseValue,
      "customer": question.customer.map { Value($0).databaseValue }, "segment": segment, "currency": currency,
      "at": question.at,
    ]
    let candidates = try db.records(
      Self.prices, StatementArguments(place.merging(["quantity": question.quantity]) { $1 }))
    let promotions = try db.records(
      Self.promotions,
      StatementArguments(
        place.merging(["group": product.text("product_group")]) { $1 }
          .filter { $0.key != "customer" })
    ).map { $0.adding("gift", .text(Self.gift($0, currency: currency).text(in: language))) }
    var answer = PriceAnswer(
      product: product, quantity: question.quantity, currency: currency,
      list: candidates.first.flatMap { $0.integer("is_reached") == 1 ? $0 : nil },
      candidates: candidates, promotions: promotions)
    answer.listPrice = answer.list?.integer("unit_price") ?? ownPrice(product, currency)
    answer.terms = answer.listPrice.map {
      LineTerms(quantity: question.quantity, listPrice: $0, offers: promotions.compactMap(Self.offer))
    }
    answer.promotion = promotions.first { $0.text("code") == answer.terms?.promotion }
    return answer
  }

  /// The product's own price, if it is in the order's currency.
  private func ownPrice(_ product: Record, _ currency: String?) -> Int64? {
    let own = product.text("currency")
    guard own == nil || currency == nil || own == currency else { return nil }
    return product.integer("unit_price") ?? 0
  }

  private func row(_ table: String, _ id: RowID) throws -> Record? {
    try db.record("SELECT * FROM \(table) WHERE id = ?", [Value(id).databaseValue])
  }

  private static func offer(_ row: Record) -> PromotionOffer? {
    PromotionOffer(
      code: row.text("code") ?? "", kind: row.text("kind") ?? "", minQuantity: row.integer("min_quantity"),
      discount: row.integer("discount"), unitPrice: row.integer("unit_price"),
      freeQuantity: row.integer("free_quantity"))
  }

  /// What a promotion gives.
  static func gift(_ row: Record, currency: String?) -> Phrase {
    let least = row.integer("min_quantity") ?? 1
    switch (row.text("kind"), row.integer("discount"), row.integer("unit_price"), row.integer("free_quantity")) {
    case ("discount", let points?, _, _):
      return Self.from(least, "\(Decimals.text(points, digits: 2)) % off")
    case ("price", _, let price?, _):
      return Self.from(least, "\(Amount(price, row.text("currency") ?? currency)) each")
    case ("free_goods", _, _, let units?): return "\(units) free for every \(least)"
    default: return "nothing: the office has to mend it"
    }
  }

  private static func from(_ least: Int64, _ gift: Phrase) -> Phrase {
    least > 1 ? "\(gift) from \(least) units" : gift
  }
}
