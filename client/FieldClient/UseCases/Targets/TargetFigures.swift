import ChangeModel
import GRDB

/// What was reached in periods: one query for all targets of the same measure and period, whoever they are for.
struct TargetFigures {
  /// What one query answers.
  private struct Question: Hashable {
    var measure: String
    var from: Int64
    var until: Int64?
    /// Whether product groups are told apart: an order that has several of them counts in each, and in all together once.
    var byGroup: Bool
    /// Whether customers are told apart.
    var byCustomer: Bool
  }

  private var answers: [Question: [Record]] = [:]

  mutating func reached(_ target: Record, _ db: Database) throws -> Int64 {
    let name = target.text("measure") ?? "sales"
    let measure = Self.measures[name] ?? Self.sales
    let group = measure.group == nil ? nil : target.text("product_group")?.lowercased()
    let question = Question(
      measure: Self.measures[name] == nil ? "sales" : name, from: target.integer("period_from") ?? 0,
      until: target.integer("period_until"), byGroup: group != nil, byCustomer: target.rowID("customer_id") != nil)
    let rows = try answers[question] ?? measure.figures(question, db)
    answers[question] = rows
    let rep = target["rep_id"] ?? .null
    // A customer's purchases count wherever the customer belongs by now.
    let customer = target["customer_id"] ?? .null
    let territory = customer.isNull ? target["territory_id"] ?? .null : .null
    let currency = measure.isMoney ? target.text("currency") : nil
    return rows.lazy.filter { row in
      (rep.isNull || row["rep_id"] == rep) && (territory.isNull || row["territory_id"] == territory)
        && (customer.isNull || row["customer_id"] == customer)
        && (group == nil || row.text("product_group")?.lowercased() == group)
        && (currency == nil || row.text("currency") == currency)
    }.reduce(0) { $0.saturatingSum($1.integer("n") ?? 0) }
  }

  private struct Measure {
    /// What is counted or added up of the rows of `source`.
    var figure: String
    var source: String
    var time: String
    var rep: String
    var territory: String
    var customer: String
    var group: String?
    var isMoney = false

    /// By rep, territory and currency, and by product group where that is asked for.
    func figures(_ question: Question, _ db: Database) throws -> [Record] {
      let keys = [
        "\(rep) AS rep_id", "\(territory) AS territory_id",
        "\(isMoney ? "s.currency" : "NULL") AS currency",
        "\(question.byGroup ? group ?? "NULL" : "NULL") AS product_group",
        "\(question.byCustomer ? customer : "NULL") AS customer_id",
      ]
      return try db.records(
        """
        SELECT \(keys.joined(separator: ", ")), \(figure) AS n
        FROM \(source)
        WHERE \(time) >= :from AND \(time) < coalesce(:until, 9223372036854775807)
        GROUP BY 1, 2, 3, 4, 5
        """, ["from": question.from, "until": question.until])
    }
  }

  private static let sales = Measure(
    figure: "coalesce(sum(s.net), 0)", source: "sale_lines AS s", time: "s.placed_at", rep: "s.rep_id",
    territory: "s.territory_id", customer: "s.customer_id", group: "s.product_group", isMoney: true)

  private static let measures = [
    "sales": sales,
    "orders": Measure(
      figure: "count(DISTINCT s.order_id)", source: "sale_lines AS s", time: "s.placed_at", rep: "s.rep_id",
      territory: "s.territory_id", customer: "s.customer_id", group: "s.product_group"),
    "visits": Measure(
      figure: "count(*)", source: "visits AS v LEFT JOIN customers AS c ON c.id = v.customer_id",
      time: "v.check_in_at", rep: "v.rep_id", territory: "c.territory_id", customer: "v.customer_id"),
    "customers": Measure(
      figure: "count(*)",
      source: """
        (
          SELECT o.placed_at, o.rep_id, c.territory_id, o.customer_id FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
          WHERE o.status IN (\(sold)) AND NOT EXISTS (
            SELECT 1 FROM orders AS e
            WHERE e.customer_id = o.customer_id AND +e.status IN (\(sold))
              AND (e.placed_at, e.id) < (o.placed_at, o.id)
          )
        ) AS f
        """, time: "f.placed_at", rep: "f.rep_id", territory: "f.territory_id", customer: "f.customer_id"),
  ]

  /// As in the view `sale_lines`.
  private static let sold = "'submitted', 'confirmed', 'picked', 'shipped', 'delivered', 'invoiced'"
}
