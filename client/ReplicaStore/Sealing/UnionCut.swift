import ChangeModel
import MergeEngine
import SyncProtocol

/// Cuts a union that is too large for one change set, between parts that land together wherever that is possible.
struct UnionCut {
  let schema: Schema
  let statements: Statements

  /// The rows in pieces of at most `rowsMax`, in the order in which the pieces must go to the server; within a piece in
  /// the order of the plan.
  func pieces(_ rows: [PlannedRow], rowsMax: Int = Limits.changeSetRowsMax) throws -> [[PlannedRow]] {
    let roots = try rows.map(root)
    return Self.pieces(rows, roots: roots, order: AggregateOrder(schema: schema), rowsMax: max(1, rowsMax))
  }

  /// - Parameter roots: for each row the one with which it lands.
  static func pieces(
    _ rows: [PlannedRow], roots: [RowKey], order: AggregateOrder, rowsMax: Int
  ) -> [[PlannedRow]] {
    var places: [RowKey: [Int]] = [:]
    for (place, root) in roots.enumerated() { places[root, default: []].append(place) }
    let parts = places.map { root, places in
      (root: root, deletes: places.allSatisfy { rows[$0].isDelete }, places: places)
    }
    .sorted { order.precedes(($0.root, $0.deletes), ($1.root, $1.deletes)) }

    var pieces = [[Int]]()
    var piece = [Int]()
    for part in parts {
      if piece.count + part.places.count > rowsMax {
        if !piece.isEmpty { pieces.append(piece) }
        piece = []
      }
      // A part that is too large by itself has to come apart.
      for place in part.places {
        if piece.count == rowsMax {
          pieces.append(piece)
          piece = []
        }
        piece.append(place)
      }
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces.map { $0.sorted().map { rows[$0] } }
  }

  private func root(_ row: PlannedRow) throws -> RowKey {
    let table = row.key.table
    let sql = RootSQL(schema: schema)
    guard let expression = sql.root(of: table, row: "t") else { return row.key }
    if let root = row.root { return RowKey(table: sql.rootTable(of: table), row: root) }
    let statement = try statements(
      "SELECT \(expression) FROM \(SQLText.name(schema.tables[table].name)) AS t WHERE t.godwit_row = ?")
    statement.bind(row.key.row, at: 1)
    defer { statement.reset() }
    guard try statement.step(), !statement.isNull(0) else { return row.key }
    return RowKey(table: sql.rootTable(of: table), row: statement.int64(0))
  }
}

extension PlannedRow {
  fileprivate var isDelete: Bool {
    if case .delete = kind { return true }
    return false
  }
}
