import ChangeModel
import FieldSales
import MergeEngine

/// A server's working set with two territories, a rep, a manager and a product, to which change sets are handed.
struct SalesWorld {
  static let north = RowID(high: 1, low: 1)
  static let south = RowID(high: 1, low: 2)
  static let product = RowID(high: 3, low: 1)
  static let customer = RowID(high: 4, low: 1)

  let office = Actor(device: 1, rep: 0, role: .office, scopes: [])
  let rep = Actor(device: 7, rep: 1, role: .rep, scopes: [.org, .territory(1)])
  let manager = Actor(device: 8, rep: 2, role: .manager, scopes: [.org, .territory(1), .territory(2)])

  private(set) var merger = BatchMerger(schema: FieldSales.schema, rules: FieldSales.rules, head: 0, lastRows: [:])
  private var sequences: [DeviceNumber: Sequence] = [:]
  private(set) var head: Position = 0

  /// - Parameter creditLimit: of the customer that stands in the north, in minor units.
  init(creditLimit: Int64? = nil) {
    _ = send(
      office,
      [
        insert("territories", Self.north, ["name": .text("North")]),
        insert("territories", Self.south, ["name": .text("South")]),
        insert("products", Self.product, ["sku": .text("A-1"), "name": .text("Kite"), "unit_price": .integer(1250)]),
        insert(
          "customers", Self.customer,
          [
            "territory_id": .reference(RowReference(id: Self.north)), "name": .text("Ada"), "currency": .text("EUR"),
            "credit_limit": creditLimit.map(Value.integer) ?? .null,
          ]),
      ])
  }

  /// - Parameters:
  ///   - base: what the sender had seen; everything, if not given.
  ///   - made: when the sender wrote, and `now` when it arrives, in milliseconds; one after the other, if not given.
  mutating func send(
    _ actor: Actor, _ changes: [RowChange], base: Position? = nil, made: Int64? = nil, now: Int64? = nil
  ) -> ChangeResult {
    let sequence = (sequences[actor.device] ?? 0) + 1
    sequences[actor.device] = sequence
    let changeSet = ChangeSet(
      dot: Dot(device: actor.device, sequence: sequence), stamp: Stamp(milliseconds: made ?? 1_000 + head),
      context: Context(base: base ?? head), isUnion: false, changes: changes)
    let submission = Submission(changeSet: changeSet, actor: actor)
    var needs = merger.needs(of: [submission])
    while !needs.isEmpty { needs = merger.provide(LoadedRows(), for: needs) }
    let merged = merger.merge(submission, now: now ?? made ?? 1_000 + head)
    if merged.result.position > 0 { head = merged.result.position }
    return merged.result
  }

  func insert(_ table: String, _ id: RowID, _ values: [String: Value]) -> RowChange {
    let index = FieldSales.schema.index(of: table) ?? 0
    let cells = FieldSales.schema.tables[index].columns.enumerated().map { position, column in
      CellChange(column: position, edit: .set(values[column.name] ?? column.fallback))
    }
    return RowChange(table: index, row: .id(id), kind: .insert, cells: cells)
  }

  func update(_ table: String, _ id: RowID, _ values: [String: Value]) -> RowChange {
    let index = FieldSales.schema.index(of: table) ?? 0
    let columns = FieldSales.schema.tables[index].columns
    let cells = columns.indices.compactMap { position in
      values[columns[position].name].map { CellChange(column: position, edit: .set($0)) }
    }
    return RowChange(table: index, row: .id(id), kind: .update, cells: cells)
  }

  func delete(_ table: String, _ id: RowID) -> RowChange {
    RowChange(table: FieldSales.schema.index(of: table) ?? 0, row: .id(id), kind: .delete)
  }

  func order(_ number: UInt64, status: String = "draft") -> RowChange {
    insert(
      "orders", RowID(high: 5, low: number),
      [
        "customer_id": .reference(RowReference(id: Self.customer)), "number": .text("\(number)"),
        "status": .text(status), "currency": .text("EUR"),
      ])
  }

  func line(_ number: UInt64, of order: UInt64, quantity: Int64 = 1, price: Int64 = 1250, discount: Int64 = 0)
    -> RowChange
  {
    insert(
      "order_lines", RowID(high: 6, low: number),
      [
        "order_id": .reference(RowReference(id: RowID(high: 5, low: order))),
        "product_id": .reference(RowReference(id: Self.product)), "quantity": .integer(quantity),
        "unit_price": .integer(price), "discount": .integer(discount),
      ])
  }

  func status(of order: UInt64) -> String? { text("orders", RowID(high: 5, low: order), "status") }

  func text(_ table: String, _ id: RowID, _ column: String) -> String? { value(table, id, column)?.text }

  func value(_ table: String, _ id: RowID, _ column: String) -> Value? {
    let index = FieldSales.schema.index(of: table) ?? 0
    let row = merger.batch.rows.first { $0.key.table == index && $0.id == id }
    return FieldSales.schema.tables[index].column(column).flatMap { row?.values[$0] }
  }
}
