import ChangeModel
import FieldSales
import Foundation
import Hub
import HubServer
import OfficeImport

/// Orders with their lines as CSV: one row a line, the order's own columns in each.
struct OrderSheet {
  private var lines: [RowID: [ImportRow]] = [:]
  private var customers: [RowID: ImportRow] = [:]
  private var reps: [RowID: ImportRow] = [:]
  private var products: [RowID: ImportRow] = [:]

  static let header = [
    "order_id", "order_number", "placed_at", "customer_code", "customer_name", "customer_reference", "rep", "currency",
    "warehouse", "deliver_from", "deliver_until", "memo", "line_number", "sku", "description", "quantity", "unit_price",
    "discount_percent", "line_total",
  ]

  init(link: any OfficeLink, orders: Set<RowID>) async throws {
    var lines: [RowID: [ImportRow]] = [:]
    try await link.forEachRow(of: "order_lines") { line in
      guard let order = line.values["order_id"]?.reference?.id, orders.contains(order) else { return }
      lines[order, default: []].append(line)
    }
    self.lines = lines
    customers = try await Self.rows("customers", link)
    reps = try await Self.rows("reps", link)
    products = try await Self.rows("products", link)
  }

  /// How many of the columns are the order's own.
  static let headCount = 12

  /// Lines in their order; money and quantities as decimals, times as ISO 8601 in UTC.
  func text(of order: ImportRow) -> String {
    let (head, lines) = fields(of: order)
    return lines.reduce(into: CSVWriter.line(Self.header)) { text, line in text += CSVWriter.line(head + line) }
  }

  /// The order's own fields, and those of each line, under the columns of the header.
  func fields(of order: ImportRow) -> (head: [String?], lines: [[String?]]) {
    let currency = order.values["currency"]?.text
    let head = head(of: order, currency)
    let own = (lines[order.id] ?? []).sorted { left, right in
      let places = (left.values["line_number"]?.integer ?? .max, right.values["line_number"]?.integer ?? .max)
      return places.0 == places.1 ? left.id < right.id : places.0 < places.1
    }
    return (head, own.map { tail(of: $0, currency) })
  }

  private func head(of order: ImportRow, _ currency: String?) -> [String?] {
    let values = order.values
    let customer = values["customer_id"]?.reference?.id.flatMap { customers[$0] }
    let rep = values["rep_id"]?.reference?.id.flatMap { reps[$0] }
    return [
      order.id.description, values["number"]?.text, Self.time(values["placed_at"]), customer?.values["code"]?.text,
      customer?.values["name"]?.text, values["customer_reference"]?.text,
      rep?.values["code"]?.text ?? rep?.values["name"]?.text, currency, values["warehouse"]?.text,
      Self.time(values["deliver_from"]), Self.time(values["deliver_until"]), values["memo"]?.text,
    ]
  }

  private func tail(of line: ImportRow, _ currency: String?) -> [String?] {
    let values = line.values
    let product = values["product_id"]?.reference?.id.flatMap { products[$0] }
    let (quantity, price) = (values["quantity"]?.integer ?? 0, values["unit_price"]?.integer ?? 0)
    let discount = values["discount"]?.integer ?? 0
    let total = LineTotal(quantity: quantity, unitPrice: price, discount: discount)
    return [
      values["line_number"]?.integer.map { String($0) }, values["sku"]?.text ?? product?.values["sku"]?.text,
      values["description"]?.text ?? product?.values["name"]?.text, String(quantity), Self.money(price, currency),
      Amount(discount, nil).description, total.map { Self.money($0.net, currency) },
    ]
  }

  /// Without the currency, which has a column of its own.
  private static func money(_ minorUnits: Int64, _ currency: String?) -> String {
    String(Amount(minorUnits, currency).description.prefix { $0 != " " })
  }

  private static func time(_ value: Value?) -> String? {
    value?.integer.map { Date(timeIntervalSince1970: Double($0) / 1000).formatted(.iso8601) }
  }

  private static func rows(_ table: String, _ link: any OfficeLink) async throws -> [RowID: ImportRow] {
    var rows: [RowID: ImportRow] = [:]
    try await link.forEachRow(of: table) { rows[$0.id] = $0 }
    return rows
  }
}
