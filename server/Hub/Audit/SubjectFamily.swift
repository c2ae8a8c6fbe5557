import ChangeModel
import HubStore
import MergeEngine

/// A row with all rows that hang on it, living or deleted: a customer with contacts, visits, orders and their lines.
struct SubjectFamily {
  /// The row itself.
  let root: RowState
  /// With the row itself, parents before children.
  private(set) var rows: [RowState]
  private(set) var ids: Set<RowID>
  private var keys: Set<RowKey>

  /// - Throws: `OfficeFault` when there is no such row.
  init(_ subject: SubjectRef, schema: Schema, store: any HubReading) throws {
    try self.init(try SubjectRow.find(subject, schema: schema, store: store), store: store)
  }

  init(_ root: RowState, store: any HubReading) throws {
    self.root = root
    rows = [root]
    ids = [root.id]
    keys = [root.key]
    var parents: Set = [root.key]
    while !parents.isEmpty {
      var needs = RowNeeds()
      needs.childrenOf = parents
      let children = try store.load(needs).rows.filter { keys.insert($0.key).inserted }.sorted { $0.key < $1.key }
      rows += children
      ids.formUnion(children.map(\.id))
      parents = Set(children.map(\.key))
    }
  }

  /// Adds rows that name the root without hanging on it, such as tasks, which belong to a territory.
  mutating func addReferring(in tables: [Int], schema: Schema, store: any HubReading) throws {
    for table in tables where table != root.key.table {
      if case .parent = schema.tables[table].scope { continue }
      let columns = schema.tables[table].columns.indices.filter { schema.targets[table][$0] == root.key.table }
      guard !columns.isEmpty else { continue }
      // By what is there: after a restore most numbers below the last one belong to no row.
      var last = RowKey(table: table, row: 0)
      while case let page = try store.storedRows(after: last, limit: Self.pageRows).filter({ $0.key.table == table }),
        let end = page.last
      {
        last = end.key
        for row in page
        where columns.contains(where: { row.values[$0].reference?.row == root.key.row })
          && keys.insert(row.key).inserted
        {
          rows.append(row)
          ids.insert(row.id)
        }
      }
    }
  }

  private static let pageRows = 2_000

  /// The scope whose readers see the row.
  var scope: Scope { root.scope }

  func contains(_ change: RowChange) -> Bool {
    switch change.row {
    case .number(let row): keys.contains(RowKey(table: change.table, row: row))
    case .id(let id): ids.contains(id)
    }
  }
}
