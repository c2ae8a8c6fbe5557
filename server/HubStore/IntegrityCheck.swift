import ChangeModel
import MergeEngine

/// Compares all that a store holds with what follows from its rows.
package struct IntegrityCheck {
  /// More are not worth reading.
  private static let faultsMax = 100
  /// So many unique values are looked up at once.
  private static let lookupMax = 1_000

  private let store: any AuditedReading
  package private(set) var faults: [String] = []
  private var sums: [ScopeTable: DigestChange] = [:]
  private var uniqueCount: Int64 = 0
  private var unchecked: [(value: UniqueValue, key: RowKey)] = []
  private var head: Position = 0
  private var lastRows: [Int: Int64] = [:]
  private var tables: [TableSchema] = []

  package init(_ store: any AuditedReading) {
    self.store = store
  }

  package mutating func run(progress: (_ done: Int, _ total: Int) -> Void) throws {
    for fault in try store.structureFaults(max: Self.faultsMax) { add(fault) }
    head = try store.head()
    lastRows = try store.lastRows()
    tables = try store.org().schema.tables
    try checkRows(progress: progress)
    try checkDigests()
    try checkUniqueCount()
    try checkPositions()
  }

  private mutating func add(_ fault: String) {
    if faults.count < Self.faultsMax { faults.append(fault) }
  }

  private mutating func checkRows(progress: (_ done: Int, _ total: Int) -> Void) throws {
    let total = try store.storedRowCount()
    var done = 0
    try store.forEachStoredRow { stored in
      switch stored.row {
      case .success(let row): try check(row, stored)
      case .failure(.damaged(let what)): add(what)
      case .failure(let error): throw error
      }
      done += 1
      if done % 1_000 == 0 || done == total { progress(done, total) }
    }
    try checkOwners()
  }

  private mutating func check(_ row: RowState, _ stored: StoredRow) throws {
    let name = "row \(row.key.row) of table \(row.key.table)"
    if stored.table != Int64(row.key.table) || stored.isDeleted != row.isDeleted {
      add("\(name): the indexed columns contradict the record")
    }
    if row.key.row > lastRows[row.key.table, default: 0] { add("\(name) is above the last number given") }
    if Self.lastPosition(in: row) > head { add("\(name) has a position after the head \(head)") }
    guard !row.isDeleted else { return }
    let place = ScopeTable(scope: row.scope, table: row.key.table)
    let sum = sums[place] ?? DigestChange()
    sums[place] = DigestChange(digest: sum.digest + row.digest, count: sum.count + 1)
    noteUniqueValues(of: row)
    if unchecked.count >= Self.lookupMax { try checkOwners() }
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

  private mutating func noteUniqueValues(of row: RowState) {
    guard tables.indices.contains(row.key.table) else { return }
    for (column, schema) in tables[row.key.table].columns.enumerated() where schema.unique {
      guard row.values.indices.contains(column), !row.values[column].isNull else { continue }
      uniqueCount += 1
      unchecked.append((UniqueValue(table: row.key.table, column: column, value: row.values[column]), row.key))
    }
  }

  private mutating func checkOwners() throws {
    var needs = RowNeeds()
    needs.uniqueValues = Set(unchecked.map(\.value))
    let owners = try store.load(needs).owners
    for (value, key) in unchecked where owners[value] != key {
      let column = tables[value.table].columns[value.column].name
      let owner = owners[value].map { "row \($0.row)'s" } ?? "nobody's"
      add("row \(key.row) of table \(key.table): its \(column) is noted as \(owner)")
    }
    unchecked = []
  }

  private mutating func checkDigests() throws {
    let scopes = Set(sums.keys.map(\.scope)).union(try store.digestScopes())
    var stored = [ScopeTable: DigestChange]()
    for sum in try store.digests(of: scopes.sorted()) {
      stored[ScopeTable(scope: sum.scope, table: sum.table)] = DigestChange(digest: sum.digest, count: sum.count)
    }
    for place in Set(sums.keys).union(stored.keys).sorted() where sums[place] != stored[place] {
      add("the digest of table \(place.table) in scope \(place.scope.code) is not that of its rows")
    }
  }

  private mutating func checkUniqueCount() throws {
    let stored = try store.uniqueValueCount()
    if stored > uniqueCount { add("\(stored - uniqueCount) unique values are noted for rows that do not hold them") }
  }

  private mutating func checkPositions() throws {
    for (table, last) in try store.lastPositions() where last > head {
      add("\(table) go on to position \(last), after the head \(head)")
    }
    for (table, row) in lastRows.sorted(by: { $0.key < $1.key }) where !(0...RecordKey.rowMax ~= row) {
      add("the last row number of table \(table) is \(row)")
    }
  }
}
