import ChangeModel
import HubStore
import MergeEngine

extension StoreCopy {
  func fill() throws -> Contents {
    var contents = Contents()
    contents.position = try source.head()
    contents.rows = try fillRows()
    // Apart from the rows: a batch forgets that a row left a scope when it brings the row back into it.
    contents.departures = try copy(.departures) { departures, store in
      var batch = MergeBatch(head: try store.head())
      batch.departures = departures
      try store.commit(batch)
    }
    contents.deadRows = try copy(.dead) { try $1.save(dead: $0) }
    contents.changeSets = try copy(.history) { try $1.append(history: $0) }
    contents.results = try copy(.results) { results, store in
      let first = Dictionary(results.map { ($0.device, $0.result.sequence) }, uniquingKeysWith: min)
      try store.foresee(devices: first)
      try store.save(results: results)
    }
    contents.auditEntries = try copy(.audit) { try $1.append(audit: $0) }
    try fillPeople(&contents)
    return contents
  }

  /// The rows in their order, with the numbers given up to each page, so that every row is a new one; in the end the last
  /// numbers given, which may lie above all rows.
  private func fillRows() throws -> Int {
    let tables = try source.org().schema.tables
    let head = try source.head()
    let count = try copy(.rows) { rows, store in
      var batch = MergeBatch(head: head)
      batch.rows = rows
      for row in rows { batch.note(row, tables: tables) }
      try store.commit(batch)
    }
    try writing { store in
      var batch = MergeBatch(head: head)
      batch.lastRows = try source.lastRows()
      try store.commit(batch)
    }
    return count
  }

  /// Whoever was given a device number was saved under it in the same transaction, so the last number comes with the devices.
  private func fillPeople(_ contents: inout Contents) throws {
    let users = try source.users()
    let invitations = try source.invitations()
    let devices = try source.devices()
    let properties = try source.properties(withPrefix: "")
    try writing { store in
      for user in users { try store.save(user: user) }
      for invitation in invitations { try store.save(invitation: invitation) }
      for device in devices { try store.save(device: device) }
      try store.save(properties: properties)
    }
    contents.users = users.count
    contents.invitations = invitations.count
    contents.devices = devices.count
    contents.properties = properties.count
  }

  /// - Returns: how many entries there were.
  private func copy<Entry>(
    _ part: StorePart<Entry>, _ save: ([Entry], any HubWriting) throws -> Void
  ) throws -> Int {
    var count = 0
    try part.forEachPage(of: source) { page in
      try writing { try save(page, $0) }
      count += page.count
      progress(Step(part: part.name, done: count, isCheck: false))
    }
    return count
  }
}

extension MergeBatch {
  /// Takes up what follows from a row that is new to the store: its number, its share of a digest, its unique values.
  fileprivate mutating func note(_ row: RowState, tables: [TableSchema]) {
    lastRows[row.key.table] = max(lastRows[row.key.table, default: 0], row.key.row)
    guard !row.isDeleted else { return }
    let place = ScopeTable(scope: row.scope, table: row.key.table)
    let sum = digests[place] ?? DigestChange()
    digests[place] = DigestChange(digest: sum.digest + row.digest, count: sum.count + 1)
    guard tables.indices.contains(row.key.table) else { return }
    for (column, schema) in tables[row.key.table].columns.enumerated() where schema.unique {
      guard row.values.indices.contains(column), !row.values[column].isNull else { continue }
      uniqueGained[UniqueValue(table: row.key.table, column: column, value: row.values[column])] = row.key
    }
  }
}
