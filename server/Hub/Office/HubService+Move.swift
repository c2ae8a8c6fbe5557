import ChangeModel
import HubStore
import MergeEngine

extension HubService {
  /// Moves rows, or all that a territory has, to another territory, as one change set of the office.
  /// - Throws: `OfficeFault` when there is no such territory or row, or when a row cannot go.
  func move(_ move: TerritoryMove) throws -> TerritoryMoveReport {
    try writeAsOffice(isDryRun: move.isDryRun) { writer, store in try run(move, by: &writer, in: store) }
  }

  private func run(
    _ move: TerritoryMove, by writer: inout OfficeWriter, in store: any HubWriting
  ) throws -> TerritoryMoveReport {
    let directory = OfficeDirectory(schema: schema, store: store)
    let (from, to) = (try directory.territory(move.from), try directory.territory(move.to))
    guard from.row != to.row else {
      throw OfficeFault("\"\(from.name)\" is both ends. Name two territories.")
    }
    let plan = TerritoryMovePlan(schema: schema, from: .territory(from.row), store: store)
    let changes = try plan.changes(of: move, to: RowReference(row: to.row, id: to.id))
    try writer.load(changes)
    if !changes.isEmpty, let rejection = writer.merge(changes).rejection {
      throw OfficeFault("Nothing was moved: \(rejection.message)")
    }
    let left = writer.departures.filter { $0.scope == .territory(from.row) }.map(\.key)
    var report = TerritoryMoveReport(from: from.name, to: to.name, isDryRun: move.isDryRun)
    report.rows = left.reduce(into: [:]) { $0[schema.tables[$1.table].name, default: 0] += 1 }
    report.openConflicts = try plan.openConflicts(among: left)
    try report.addUsers(from: from.row, to: to.row, rowCount: left.count, schema: schema, head: writer.head, in: store)
    let what = "territory move \(from.id) to \(to.id), \(left.count) rows"
    try store.note([AuditEvent(kind: .command, device: officeDevice, detail: what)], at: environment.now())
    return report
  }
}

extension TerritoryMoveReport {
  fileprivate mutating func addUsers(
    from: Int64, to: Int64, rowCount: Int, schema: Schema, head: Position, in store: any HubReading
  ) throws {
    let directory = OfficeDirectory(schema: schema, store: store)
    var losers: [Int64: String] = [:]
    for user in try store.users() where user.role.needsTerritory {
      let (had, has) = (user.territories.contains(from), user.territories.contains(to))
      guard had != has else { continue }
      let name = try directory.repName(user.rep)
      users.append(TerritoryMoveUser(name: name, rows: has ? rowCount : -rowCount))
      if had { losers[user.rep] = name }
    }
    for device in try store.devices() where device.revokedAt == nil && device.base < head {
      guard let rep = losers[device.rep] else { continue }
      devices.append(
        TerritoryMoveDevice(device: device.number, name: device.name, rep: rep, lastSeenAt: device.lastSeenAt))
    }
  }
}

/// Which rows go, and how.
private struct TerritoryMovePlan {
  let schema: Schema
  let from: Scope
  let store: any HubReading

  func changes(of move: TerritoryMove, to target: RowReference) throws -> [RowChange] {
    var changes = [RowChange]()
    var missing = Set(move.rows)
    for (index, table) in schema.tables.enumerated() where move.rows.isEmpty || table.name == move.table {
      guard let column = territoryColumn(of: table) else { continue }
      try store.forEachRow(in: from, table: index, range: 1...Int64.max) { row in
        let names = self.names(of: row, table)
        guard move.rows.isEmpty || !missing.isDisjoint(with: names) else { return }
        missing.subtract(names)
        changes.append(
          RowChange(
            table: index, row: .number(row.key.row), kind: .update,
            cells: cells(of: row, table, column: column, target)))
      }
    }
    if let name = missing.min() {
      throw OfficeFault("There is no row \"\(name)\" of \(move.table) in \"\(move.from)\". Nothing was moved.")
    }
    return changes
  }

  /// The column that says in which territory a row is; nil for rows that are elsewhere, or hang on others.
  private func territoryColumn(of table: TableSchema) -> Int? {
    guard case .owner(let name) = table.scope, table.name != schema.conflictTable, let column = table.column(name),
      table.columns[column].references == schema.territoryTable
    else { return nil }
    return column
  }

  /// What merges together with the territory comes along as it is.
  private func cells(of row: RowState, _ table: TableSchema, column: Int, _ target: RowReference) -> [CellChange] {
    let closure = table.closure(of: 1 << UInt64(column))
    return table.columns.indices.filter { closure & 1 << UInt64($0) != 0 }.map { index in
      CellChange(column: index, edit: .set(index == column ? .reference(target) : row.values[index]))
    }
  }

  /// What a person may call a row.
  private func names(of row: RowState, _ table: TableSchema) -> [String] {
    let named = table.columns.indices.filter { table.columns[$0].unique || table.columns[$0].name == "name" }
    return [row.id.description] + named.compactMap { row.values[$0].text }
  }

  func openConflicts(among rows: [RowKey]) throws -> Int {
    guard let table = schema.conflictIndex, let column = schema.tables[table].column(ConflictColumns.status) else {
      return 0
    }
    var needs = RowNeeds()
    needs.keys = Set(rows.filter { $0.table == table })
    return try store.load(needs).rows.count { $0.values[column].text == ConflictColumns.openStatus }
  }
}
