import ChangeModel
import FieldSales
import GRDB

/// What a report counts, with everything found that a person named.
struct ReportSpan {
  let from: Int64
  let until: Int64
  /// NULL for rows that name none.
  let currency: Value
  let territory: Value
  let rep: Value
  let names: [String: Value]
  /// Sales of the time in other currencies, which cannot be added up with these.
  let otherCurrencies: Int64

  /// - Parameter days: how far back the report goes when nothing is said.
  init(_ scope: ReportScope, days: Int64, now: Int64, _ db: Database) throws {
    until = scope.until ?? (now == .max ? now : now + 1)
    from = scope.from ?? until.saturatingSum(-min(days, 100_000) * Day.length)
    guard from < until else { throw FieldError(.usage, "it would end before it begins: check --from and --until") }
    let counts = try db.records(
      """
      SELECT currency, count(*) AS n FROM orders
      WHERE placed_at >= ? AND placed_at < ? AND status IN (\(Self.sold)) GROUP BY currency ORDER BY n DESC, currency
      """, [from, until])
    currency = scope.currency.map { .text($0.uppercased()) } ?? counts.first?["currency"] ?? .null
    let own = currency
    otherCurrencies = counts.filter { $0["currency"] != own }.reduce(Int64(0)) {
      $0.saturatingSum($1.integer("n") ?? 0)
    }
    var names: [String: Value] = [:]
    territory = try scope.territory.map { Value(try RowFinder.territory.find($0, in: db)) } ?? .null
    rep = try scope.rep.map { Value(try RowFinder.rep.find($0, in: db)) } ?? .null
    for (table, id) in [("territories", territory), ("reps", rep)] where !id.isNull {
      names[table] = try db.record("SELECT name FROM \(table) WHERE id = ?", [id.databaseValue])?["name"]
    }
    self.names = names
  }

  /// As in the view `sale_orders`.
  static let sold = "'submitted', 'confirmed', 'picked', 'shipped', 'delivered', 'invoiced'"

  /// `:from`, `:until`, `:currency`, `:territory` and `:rep` of a query that has them all.
  var arguments: StatementArguments { arguments([:]) }

  func arguments(_ more: [String: (any DatabaseValueConvertible)?]) -> StatementArguments {
    let own: [String: (any DatabaseValueConvertible)?] = [
      "from": from, "until": until, "currency": currency.databaseValue, "territory": territory.databaseValue,
      "rep": rep.databaseValue,
    ]
    return StatementArguments(own.merging(more) { $1 })
  }

  var record: Record {
    Record(
      columns: ["from", "until", "currency", "territory", "rep"],
      values: [
        .integer(from), .integer(until), currency, names["territories"] ?? .null, names["reps"] ?? .null,
      ])
  }

  /// What is said of sales that are left out.
  var notes: [Phrase] {
    guard otherCurrencies > 0 else { return [] }
    return ["\(otherCurrencies) orders in other currencies are left out: --currency shows them"]
  }
}
