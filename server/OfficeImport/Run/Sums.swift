import ChangeModel
import FieldSales

/// Adds up the money and quantities of rows, to be held against the figures of the system they come from.
struct Sums {
  private let table: TableSchema
  private var totals: [String: (sum: Int64, isMoney: Bool)] = [:]

  init(_ table: TableSchema) {
    self.table = table
  }

  mutating func add(_ row: MappedRow) {
    switch table.name {
    case "customers":
      add(row, "credit_limit", isMoney: true)
      add(row, "balance", isMoney: true)
    case "products": add(row, "stock_quantity", isMoney: false)
    case "order_lines":
      add(row, "quantity", isMoney: false)
      add(row, "picked_quantity", isMoney: false)
      addTotal(of: row)
    case "ledger_entries":
      let kind = value("kind", of: row)?.text.map { " of kind \($0)" } ?? ""
      add(row, "amount", isMoney: true, suffix: kind)
      add(row, "tax", isMoney: true, suffix: kind)
      add(row, "outstanding", isMoney: true, suffix: kind)
    case "opportunities":
      add(row, "value", isMoney: true, suffix: value("stage", of: row)?.text.map { " of stage \($0)" } ?? "")
    default: break
    }
  }

  /// The sums as people read them.
  var texts: [String: String] {
    totals.mapValues { $0.isMoney ? Amount($0.sum).description : String($0.sum) }
  }

  private mutating func addTotal(of row: MappedRow) {
    guard let quantity = value("quantity", of: row)?.integer, let price = value("unit_price", of: row)?.integer,
      let line = LineTotal(
        quantity: quantity, unitPrice: price, discount: value("discount", of: row)?.integer ?? 0)
    else { return }
    add(line.gross, to: "quantity x unit_price", isMoney: true)
    add(line.net, to: "total after discount", isMoney: true)
  }

  private mutating func add(_ row: MappedRow, _ column: String, isMoney: Bool, suffix: String = "") {
    guard let number = value(column, of: row)?.integer else { return }
    add(number, to: column + suffix, isMoney: isMoney)
  }

  private mutating func add(_ number: Int64, to name: String, isMoney: Bool) {
    let (sum, overflow) = (totals[name]?.sum ?? 0).addingReportingOverflow(number)
    // A sum that no longer fits would be wrong; the limit that stands there shows it.
    totals[name] = (overflow ? (number > 0 ? .max : .min) : sum, isMoney)
  }

  private func value(_ column: String, of row: MappedRow) -> Value? { table.column(column).flatMap { row.values[$0] } }
}
