import ChangeModel
import GRDB
import MergeEngine
import PlantedBugs

/// Makes the rows of one delta stand, around what is pending.
struct DeltaStep {
  let schema: Schema
  let writer: RowWriter
  private let references: References
  let pending: PendingRows
  let unsettled: UnsettledEdits
  /// Nothing is pending: no row needs a look.
  let isClean: Bool
  /// Edits wait of rows that have no number of the server's yet.
  private let holdsLocalRows: Bool
  private let mayRenumber: Bool
  /// Rows written or removed.
  private(set) var rowCount = 0
  private(set) var goneCount = 0
  /// Rows of which cells came, but which are not there: an update brought them back from deletion on the server, and
  /// they come in full on a later page.
  private var awaited: Set<RowKey> = []

  /// - Parameter mayRenumber: a restored server may have given rows other numbers.
  init(
    schema: Schema, statements: Statements, unsettled: UnsettledEdits, mayRenumber: Bool = false
  ) throws {
    self.schema = schema
    references = References(schema: schema, statements: statements)
    self.unsettled = unsettled
    pending = PendingRows(statements: statements)
    writer = RowWriter(schema: schema, statements: statements, pending: pending)
    isClean = try pending.isEmpty()
    self.mayRenumber = mayRenumber
    holdsLocalRows = try !isClean && pending.holdsLocalRows()
  }

  mutating func apply(_ delta: Delta) throws {
    for table in delta.tables {
      guard schema.tables.indices.contains(table.table) else {
        throw ReplicaError.badReply("it has rows of table \(table.table), which the schema does not have")
      }
      for name in table.gone { try remove(table.table, name) }
    }
    for table in delta.tables {
      for row in table.full { try write(table.table, row) }
    }
    for table in delta.tables {
      for row in table.cells { try write(table.table, row) }
    }
  }

  /// Checks that all rows came that were to come.
  /// - Parameter mayLack: a scope was taken away while its rows were on their way, or the replica is still to be compared with a
  ///   restored server.
  mutating func finish(mayLack: Bool) throws {
    for key in try references.finish(mayLack: mayLack) { goneCount += try writer.remove(key) }
    // A row of a scope that goes may lack.
    for key in awaited.sorted() where !mayLack {
      if try writer.id(of: key) == nil {
        throw ReplicaError.diverged("row \(key.row) of \(schema.tables[key.table].name) is missing")
      }
    }
  }

  // MARK: Rows that go

  private mutating func remove(_ table: Int, _ name: RowName) throws {
    switch name {
    case .number(let row):
      let key = RowKey(table: table, row: row)
      awaited.remove(key)
      goneCount += try writer.remove(key)
    case .id(let id):
      // The row of a rejected insert; it stays if another change set that waits inserts it as well.
      guard let row = try writer.row(of: id, in: table) else { return }
      if LocalRows.contains(row), try unsettled.inserts(TableID(table: table, id: id)) { return }
      goneCount += try writer.remove(RowKey(table: table, row: row))
    }
    rowCount += 1
  }

  // MARK: Whole rows

  private mutating func write(_ tableIndex: Int, _ row: FullRow) throws {
    let table = schema.tables[tableIndex]
    let key = RowKey(table: tableIndex, row: row.row)
    guard row.values.count <= table.columns.count, row.row > 0, !LocalRows.contains(row.row) else {
      throw ReplicaError.badReply("row \(row.row) of \(table.name) does not fit the schema")
    }
    // A page from before a column was added has fewer, and so has a server that was set back.
    let incoming = row.values + table.columns[row.values.count...].map(\.fallback)
    var values = try incoming.enumerated().map { try references.resolve($1, key, column: $0) }
    if !isClean {
      if holdsLocalRows || mayRenumber { try takeNumber(key, of: row.id) }
      let parts = try pending.parts(of: key)
      // What was deleted here stays so until the delete has its result, which brings the truth.
      if parts.contains(where: { $0.mask == LogMask.deleted }), !PlantedBug.deleteUndoneByPull.isOn { return }
      let mask = parts.reduce(0 as UInt64) { $0 | $1.columns }
      for column in table.columns.indices where mask & (1 << UInt64(column)) != 0 {
        values[column] = try lay(over: values[column], key, id: row.id, column: column)
      }
    }
    let sent = Array(0..<row.values.count)
    if try sent.count == values.count || writer.id(of: key) != row.id {
      try writer.write(key, id: row.id, values: values)
    } else {
      _ = try writer.write(key, columns: sent, values: Array(values.prefix(sent.count)))
    }
    references.learn(key, row.id)
    rowCount += 1
  }

  /// Gives the server's number to what waits of a row that was made here: when this replica is a copy, the row may come before
  /// the result of its insert, which another copy has handed in. A restored server may give any row another number.
  private func takeNumber(_ key: RowKey, of id: RowID) throws {
    let row = try writer.row(of: id, in: key.table) ?? pending.deletedRow(key.table, id)
    guard let row, row != key.row, LocalRows.contains(row) || mayRenumber else { return }
    if try writer.id(of: RowKey(table: key.table, row: row)) == id {
      try writer.remove(key)
      try writer.renumber(key.table, from: row, to: key.row)
    } else {
      try pending.move(key.table, from: row, to: key.row)
    }
  }

  private func lay(over value: Value, _ key: RowKey, id: RowID?, column: Int) throws -> Value {
    let names = [RowName.number(key.row)] + (id.map { [.id($0)] } ?? [])
    let edits = try unsettled.edits(table: key.table, names: names, column: column)
    let policy = schema.tables[key.table].columns[column].policy
    return try references.resolve(Overlay.lay(edits, over: value, policy: policy), key, column: column)
  }

  // MARK: Cells

  private mutating func write(_ tableIndex: Int, _ row: RowCells) throws {
    let table = schema.tables[tableIndex]
    let key = RowKey(table: tableIndex, row: row.row)
    let columns = table.columns.indices.filter { row.mask & (1 << UInt64($0)) != 0 }
    guard columns.count == row.values.count, row.mask & ~table.fullMask == 0 else {
      throw ReplicaError.badReply("row \(row.row) of \(table.name) does not fit the schema")
    }
    let parts = isClean ? [] : try pending.parts(of: key)
    if parts.contains(where: { $0.mask == LogMask.deleted }) { return }
    let held = parts.reduce(0 as UInt64) { $0 | $1.columns }
    var written: [Int] = []
    var values: [Value] = []
    for (column, value) in zip(columns, row.values) {
      let isPending = held & (1 << UInt64(column)) != 0
      // The truth of a register that is pending comes with the reply to its push.
      let isRegister = !table.columns[column].policy.needsBase
      if isPending && isRegister && !PlantedBug.pendingEditOverwritten.isOn { continue }
      written.append(column)
      values.append(
        isPending && !isRegister && !PlantedBug.baseOverwritten.isOn
          ? try lay(over: value, key, id: try writer.id(of: key), column: column)
          : try references.resolve(value, key, column: column))
    }
    rowCount += 1
    if written.isEmpty { return }
    if try !writer.write(key, columns: written, values: values) {
      awaited.insert(key)
    }
  }
}
