import ChangeModel
import GRDB
import MergeEngine

/// Compares all that a store holds with what follows from its rows.
struct IntegrityCheck {
  /// More are not worth reading.
  private static let faultsMax = 100

  private let transaction: SQLiteTransaction
  private(set) var faults: [String] = []
  private var sums: [ScopeTable: DigestChange] = [:]
  private var uniqueCount: Int64 = 0
  private var head: Position = 0
  private var lastRows: [Int: Int64] = [:]
  private var tables: [TableSchema] = []

  init(_ transaction: SQLiteTransaction) {
    self.transaction = transaction
  }

  mutating func run(progress: (_ done: Int, _ total: Int) -> Void) throws {
    for fault in try String.fetchAll(transaction.connection, sql: "PRAGMA integrity_check(\(Self.faultsMax))")
    where fault != "ok" {
      add("SQLite: \(fault)")
    }
    head = try transaction.head()
    lastRows = try transaction.lastRows()
    tables = try transaction.org().schema.tables
    try checkRows(progress: progress)
    try checkDigests()
    try checkUniqueValues()
    try checkPositions()
  }

  private mutating func add(_ fault: String) {
    if faults.count < Self.faultsMax { faults.append(fault) }
  }

  private mutating func checkRows(progress: (_ done: Int, _ total: Int) -> Void) throws {
    let total = try transaction.statement("SELECT count(*) FROM rows").first { Int($0.integer(0)) } ?? 0
    let statement = try transaction.ownStatement(
      "SELECT \(SQLiteTransaction.rowColumns), tbl, deleted FROM rows ORDER BY key")
    defer { statement.reset() }
    var done = 0
    while try statement.step() {
      do {
        try check(try transaction.row(statement), table: statement.integer(6), deleted: statement.integer(7))
      } catch HubStoreError.damaged(let what) {
        add(what)
      }
      done += 1
      if done % 1_000 == 0 || done == total { progress(done, total) }
    }
  }

  private mutating func check(_ row: RowState, table: Int64, deleted: Int64) throws {
    let name = "row \(row.key.row) of table \(row.key.table)"
    if table != Int64(row.key.table) || (deleted == 1) != row.isDeleted {
      add("\(name): the indexed columns contradict the record")
    }
    if row.key.row > lastRows[row.key.table, default: 0] { add("\(name) is above the last number given") }
    if Self.lastPosition(in: row) > head { add("\(name) has a position after the head \(head)") }
    guard !row.isDeleted else { return }
    let place = ScopeTable(scope: row.scope, table: row.key.table)
    let sum = sums[place] ?? DigestChange()
    sums[place] = DigestChange(digest: sum.digest + row.digest, count: sum.count + 1)
    try checkUniqueValues(of: row, name: name)
  }

  private static func lastPosition(in row: RowState) -> Position {
    var last = max(row.entered, row.changed, row.created.position, row.deletion?.position ?? 0)
    for group in row.groups {
      last = max(last, group.changed)
      for head in group.heads { last = max(last, head.position) }
      for addition in group.additions { last = max(last, addition.write.position) }
    }
    return last
  }

  private mutating func checkUniqueValues(of row: RowState, name: String) throws {
    guard tables.indices.contains(row.key.table) else { return }
    for (column, schema) in tables[row.key.table].columns.enumerated() where schema.unique {
      guard row.values.indices.contains(column), !row.values[column].isNull else { continue }
      uniqueCount += 1
      let owner = try transaction.statement("SELECT row FROM unique_values WHERE tbl = ? AND col = ? AND value = ?")
        .first(
          .integer(Int64(row.key.table)), .integer(Int64(column)), .blob(UniqueKey.encode(row.values[column]))
        ) { $0.integer(0) }
      if owner != row.key.row {
        add("\(name): its \(schema.name) is noted as \(owner.map { "row \($0)'s" } ?? "nobody's")")
      }
    }
  }

  private mutating func checkDigests() throws {
    var scopes = Set(sums.keys.map(\.scope))
    try transaction.statement("SELECT DISTINCT scope FROM digests").eachRow {
      scopes.insert(Scope(code: $0.integer(0)))
    }
    var stored = [ScopeTable: DigestChange]()
    for sum in try transaction.digests(of: scopes.sorted()) {
      stored[ScopeTable(scope: sum.scope, table: sum.table)] = DigestChange(digest: sum.digest, count: sum.count)
    }
    for place in Set(sums.keys).union(stored.keys).sorted() where sums[place] != stored[place] {
      add("the digest of table \(place.table) in scope \(place.scope.code) is not that of its rows")
    }
  }

  private mutating func checkUniqueValues() throws {
    let stored = try transaction.statement("SELECT count(*) FROM unique_values").first { $0.integer(0) } ?? 0
    if stored > uniqueCount { add("\(stored - uniqueCount) unique values are noted for rows that do not hold them") }
  }

  private mutating func checkPositions() throws {
    for (table, column) in [("departures", "position"), ("history", "position")] {
      let last = try transaction.statement("SELECT max(\(column)) FROM \(table)").first { $0.integer(0) } ?? 0
      if last > head { add("\(table) go on to position \(last), after the head \(head)") }
    }
    for (table, row) in lastRows.sorted(by: { $0.key < $1.key }) where !(0...RecordKey.rowMax ~= row) {
      add("the last row number of table \(table) is \(row)")
    }
  }
}
