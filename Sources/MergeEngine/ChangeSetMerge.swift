import ChangeModel
import PlantedBugs

/// Merges one change set into a working set. Its topics are in the extensions: cells, deletes, scopes, conflicts.
struct ChangeSetMerge {
  struct Accepted {
    var conflicts: Int
    var remarks: [String]
    var numbers: [Int64]
    var isAsSent: Bool
  }

  let schema: Schema
  let rules: any BusinessRules
  var working: WorkingSet
  let submission: Submission
  let write: Write
  let now: Int64
  let rejectedRows: [TableID: Dot]

  /// What happened to a row so far.
  private struct Touch {
    var key: RowKey
    var before: RowState?
    var kind: RowChange.Kind
    var mask: UInt64
  }

  private var touched: [Touch] = []
  /// Where in `touched` a row stands.
  private var places: [RowKey: Int] = [:]
  private var numbers: [Int64] = []
  var conflicts: [RecordedConflict] = []
  /// Whether everything stands exactly as its maker has it, with this change set as the only head of all that it wrote.
  var isAsSent = true

  init(
    schema: Schema, rules: any BusinessRules, working: WorkingSet, submission: Submission, write: Write, now: Int64,
    rejectedRows: [TableID: Dot]
  ) {
    self.schema = schema
    self.rules = rules
    self.working = working
    self.submission = submission
    self.write = write
    self.now = now
    self.rejectedRows = rejectedRows
  }

  var actor: Actor { submission.actor }
  var position: Position { write.position }

  /// What the server itself writes in the course of this merge: cascades, holds, conflict rows.
  var ownWrite: Write {
    Write(dot: Dot(device: 0, sequence: position), position: position, stamp: write.stamp)
  }

  mutating func run() -> Result<Accepted, Rejection> {
    do throws(Rejection) {
      let count = submission.changeSet.changes.count
      touched.reserveCapacity(count)
      places.reserveCapacity(count)
      for change in submission.changeSet.changes { try apply(change) }
      let remarks = try judge()
      for conflict in conflicts { record(conflict) }
      return .success(
        Accepted(
          conflicts: conflicts.count, remarks: remarks, numbers: numbers,
          // What was written by a right of before is not to stay on the device.
          isAsSent: isAsSent && conflicts.isEmpty && submission.former == nil))
    } catch {
      return .failure(error)
    }
  }

  private mutating func apply(_ change: RowChange) throws(Rejection) {
    let table = schema.tables[change.table]
    guard table.isWritable(by: actor.role) else {
      throw Rejection(
        .officeOwned, Self.refusal(of: actor.role, table), table: change.table, row: rowID(change.row))
    }
    let context = submission.changeSet.context.lagging(by: change.lag)
    switch change.kind {
    case .insert: try insert(change, context)
    case .update: try update(change, context)
    case .delete: try delete(change, context)
    }
  }

  private mutating func insert(_ change: RowChange, _ context: Context) throws(Rejection) {
    guard case .id(let id) = change.row else { throw missing(change) }
    if let key = working.key(of: change.row, in: change.table) {
      isAsSent = false
      numbers.append(key.row)
      guard let row = working.row(key), try mayUse(row) else {
        throw Rejection(.duplicate, "the ID \(id) is taken by another row", table: change.table, row: id)
      }
      touch(key, change)
      return try writeCells(change, row: row, context)
    }
    if working.dead(change.row, in: change.table) != nil, !PlantedBug.deadRowRisen.isOn {
      throw Rejection(
        .duplicate, "the ID \(id) is that of a row that was deleted long ago; make the row anew, under another ID",
        table: change.table, row: id)
    }
    let key = RowKey(table: change.table, row: working.nextRow(in: change.table))
    numbers.append(key.row)
    touch(key, change)
    try create(key, id: id, change.filled(for: schema.tables[change.table]))
  }

  private mutating func update(_ change: RowChange, _ context: Context) throws(Rejection) {
    guard let key = working.key(of: change.row, in: change.table), let row = working.row(key),
      try mayUse(row) || PlantedBug.pushUnauthorised.isOn
    else { throw missing(change) }
    touch(key, change)
    try writeCells(change, row: row, context)
  }

  mutating func touch(_ key: RowKey, _ change: RowChange) {
    if let place = places[key] {
      touched[place].mask |= change.mask
      if touched[place].kind != .insert { touched[place].kind = change.kind }
    } else {
      places[key] = touched.count
      touched.append(Touch(key: key, before: working.row(key), kind: change.kind, mask: change.mask))
    }
  }

  // MARK: Rules

  private mutating func judge() throws(Rejection) -> [String] {
    let rows = touched.compactMap { touch in
      working.row(touch.key).map {
        TouchedRow(key: touch.key, kind: touch.kind, before: touch.before, after: $0, mask: touch.mask)
      }
    }
    switch rules.judge(rows, actor: actor, now: now, in: working) {
    case .accept(let remarks): return remarks
    case .reject(let rejection): throw rejection
    case .amend(let amendments, let remarks):
      isAsSent = false
      for amendment in amendments where !PlantedBug.holdNotWritten.isOn { amend(amendment) }
      return remarks
    }
  }

  /// Writes a cell as the server, on top of everything.
  private mutating func amend(_ amendment: Amendment) {
    guard var row = working.row(amendment.key) else { return }
    setAsServer(amendment.column, to: amendment.value, in: &row)
    working.put(row)
  }

  func setAsServer(_ column: Int, to value: Value, in row: inout RowState) {
    let group = schema.tables[row.key.table].groupOfColumn[column]
    row.values[column] = value
    row.groups[group] = GroupState(changed: position, winner: ownWrite)
    row.changed = position
  }

  // MARK: Words

  private static func refusal(of role: Role, _ table: TableSchema) -> String {
    switch role {
    case .auditor: "an auditor reads and writes nothing; ask the office to change it"
    case .administrator: "\(table.name) is not an administrator's to change; ask the office"
    case .rep, .manager, .office: "\(table.name) is kept by the office; ask the office to change it"
    }
  }

  /// The answer for a row that is not there and for one that the actor may not see: the same, so that nothing leaks.
  func missing(_ change: RowChange) -> Rejection {
    missing(change.row, in: change.table)
  }

  func missing(_ name: RowName, in table: Int) -> Rejection {
    let tableName = schema.tables[table].name
    if case .id(let id) = name, submission.former?.keptRows.contains(TableID(table: table, id: id)) == true {
      return underReview(id, in: table, "it builds on work that is kept for a manager's review, and is kept with it")
    }
    if case .id(let id) = name, let dot = rejectedRows[TableID(table: table, id: id)], dot.device == actor.device {
      return Rejection(
        .dependency, "it builds on change \(dot.sequence), which was rejected; correct that one first", table: table,
        row: id)
    }
    return Rejection(
      .missingRow,
      "the row of \(tableName) does not exist on the server (any more), or is not in your territories",
      table: table, row: rowID(name))
  }

  func rowID(_ name: RowName) -> RowID? {
    switch name {
    case .id(let id): id
    case .number: nil
    }
  }
}
