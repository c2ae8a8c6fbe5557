import ChangeModel
import MergeEngine

/// The server's merge in the plainest way: it folds the accepted change sets in the order of the log, after
/// `protocol/MERGE.md`, with every write kept for ever and a full version vector for each.
///
/// It shares no code with the engine's merge, so a mistake must be made twice to go unseen. It is slow, and meant for
/// worlds of a few hundred change sets. It judges no rights: what it is given was accepted.
public struct ReferenceModel {
  public let schema: Schema
  let rules: any BusinessRules
  var rows: [RowKey: ModelRow] = [:]
  /// What the log holds that MERGE.md forbids, in words.
  public internal(set) var faults: [String] = []
  public private(set) var log: [LogEntry] = []
  var lastRows: [Int: Int64] = [:]
  /// Where each row is, and where it was before, each with the position at which it went.
  var scopes: [RowKey: Scope] = [:]
  var left: [RowKey: [(scope: Scope, position: Position)]] = [:]

  /// What becomes of one change set.
  struct Turn {
    var entry: LogEntry
    /// The rows that it touched, in order, as the business rules want to hear of them.
    var touched: [TouchedRow] = []
    var losses: [ModelLoss] = []

    var write: Write { Write(dot: entry.changeSet.dot, position: entry.position, stamp: entry.stamp) }
    /// What the server writes itself in the course of the merge.
    var serverWrite: Write {
      Write(dot: Dot(device: 0, sequence: entry.position), position: entry.position, stamp: entry.stamp)
    }
  }

  public init(schema: Schema, rules: any BusinessRules) {
    self.schema = schema
    self.rules = rules
  }

  /// The IDs of all rows that ever were, by table and number.
  public var ids: [Int: [Int64: RowID]] {
    rows.reduce(into: [:]) { ids, row in ids[row.key.table, default: [:]][row.key.row] = row.value.id }
  }

  /// The position of the last change set that was folded, or that was leapt over.
  public private(set) var head: Position = 0

  /// Goes on behind the numbers that a store leapt over when it was put back.
  mutating func take(_ leap: Leap) {
    head = leap.head
    lastRows = leap.lastRows
  }

  /// Folds one accepted change set, the next of the log.
  public mutating func accept(_ entry: LogEntry) {
    if entry.position != head + 1 { faults.append("position \(entry.position) follows \(head)") }
    if let earlier = log.last(where: { $0.changeSet.dot.device == entry.changeSet.dot.device }),
      earlier.changeSet.dot >= entry.changeSet.dot || earlier.stamp >= entry.stamp
    {
      faults.append("position \(entry.position): its sequence or stamp is not above its device's last")
    }
    log.append(entry)
    head = entry.position
    var turn = Turn(entry: entry)
    for change in entry.changeSet.changes { apply(change, &turn) }
    checkUnique(turn)
    judge(&turn)
    for loss in turn.losses { record(loss, turn) }
    noteScopes(at: entry.position)
  }

  /// What the maker of a change had seen: the log up to its base, its own earlier work, and what it learned directly.
  func seen(_ entry: LogEntry, lag: Int64) -> [DeviceNumber: Sequence] {
    let base = max(0, entry.changeSet.context.base - lag)
    var seen: [DeviceNumber: Sequence] = [0: base]
    for earlier in log where earlier.position <= base {
      seen[earlier.changeSet.dot.device] = earlier.changeSet.dot.sequence
    }
    for dot in entry.changeSet.context.others { seen[dot.device] = max(seen[dot.device] ?? 0, dot.sequence) }
    seen[entry.changeSet.dot.device] = entry.changeSet.dot.sequence - 1
    return seen
  }

  /// The server itself has seen everything.
  func serverWrite(_ values: [Value], _ turn: Turn) -> ModelWrite {
    var seen: [DeviceNumber: Sequence] = [0: turn.entry.position]
    for entry in log { seen[entry.changeSet.dot.device] = entry.changeSet.dot.sequence }
    return ModelWrite(
      write: turn.serverWrite, seen: seen, isOffice: true, edits: values.map(Edit.set), values: values)
  }

  // MARK: Changes

  private mutating func apply(_ change: RowChange, _ turn: inout Turn) {
    let known = key(of: change.row, in: change.table)
    let key = known ?? RowKey(table: change.table, row: (lastRows[change.table] ?? 0) + 1)
    let before = row(key)
    if let known, !mayWrite(known, turn.entry) {
      faults.append("position \(turn.entry.position) touches row \(known.row), which its maker may not see")
    }
    switch (change.kind, known) {
    case (.insert, nil): create(key, change, &turn)
    case (.insert, _?), (.update, _?): write(change, to: key, &turn)
    case (.delete, _?): delete(key, seen: seen(turn.entry, lag: change.lag), &turn)
    case (.update, nil), (.delete, nil):
      return faults.append("position \(turn.entry.position) names \(change.row), which the model does not have")
    }
    guard let after = row(key) else { return }
    if let index = turn.touched.firstIndex(where: { $0.key == key }) {
      if turn.touched[index].kind != .insert { turn.touched[index].kind = change.kind }
      turn.touched[index].mask |= change.mask
    } else {
      turn.touched.append(TouchedRow(key: key, kind: change.kind, before: before, after: after, mask: change.mask))
    }
  }

  /// The writes of a change, one for each group that it touches; references are known by number and ID.
  private func writes(of change: RowChange, _ turn: Turn) -> [Int: ModelWrite] {
    let table = schema.tables[change.table]
    let seen = seen(turn.entry, lag: change.lag)
    var writes = [Int: ModelWrite]()
    for cell in change.cells {
      let group = table.groupOfColumn[cell.column]
      let value = value(of: cell.edit, table.columns[cell.column])
      let isOffice = turn.entry.actor.role == .office
      var write =
        writes[group] ?? ModelWrite(write: turn.write, seen: seen, isOffice: isOffice, edits: [], values: [])
      write.edits.append(cell.edit)
      write.values.append(value)
      writes[group] = write
    }
    return writes
  }

  private func value(of edit: Edit, _ column: ColumnSchema) -> Value {
    switch edit {
    case .set(.reference(let reference)):
      let name = reference.id.map(RowName.id) ?? .number(reference.row)
      guard let table = column.references.flatMap(schema.index(of:)), let key = key(of: name, in: table) else {
        return .reference(reference)
      }
      return .reference(RowReference(row: key.row, id: rows[key]?.id))
    case .set(let value): return value
    case .add(let difference): return .integer(difference)
    case .elements(let added, _): return .text(ModelJSON.array(added))
    case .text(_, let new): return new.map(Value.text) ?? .null
    }
  }

  private mutating func create(_ key: RowKey, _ change: RowChange, _ turn: inout Turn) {
    guard case .id(let id) = change.row else {
      return faults.append("position \(turn.entry.position): an insert by number")
    }
    let table = schema.tables[key.table]
    let writes = writes(of: change, turn)
    lastRows[key.table] = key.row
    for (group, write) in writes.sorted(by: { $0.key < $1.key }) {
      let isEmpty = write.values.allSatisfy(\.isNull)
      checkRight(write, table, group: group, over: isEmpty ? write.values : table.fallbacks(ofGroup: group))
    }
    rows[key] = ModelRow(
      id: id,
      groups: table.groups.enumerated().map { index, group in
        // Made before the columns were appended, the row holds their fallbacks.
        let first = writes[index] ?? untouched(table.fallbacks(ofGroup: index), like: writes[0], turn)
        return ModelGroup(policy: group.policy, fallbacks: table.fallbacks(ofGroup: index), first: first)
      })
    if let parent = parent(of: key) { bringBack(parent, &turn) }
  }

  private func untouched(_ values: [Value], like made: ModelWrite?, _ turn: Turn) -> ModelWrite {
    ModelWrite(
      write: turn.write, seen: made?.seen ?? [:], isOffice: made?.isOffice ?? false, edits: values.map(Edit.set),
      values: values)
  }

  private mutating func write(_ change: RowChange, to key: RowKey, _ turn: inout Turn) {
    guard var row = rows[key] else { return }
    let table = schema.tables[key.table]
    let gone = row.deletion
    let oldParent = parent(of: key)
    let writes = writes(of: change, turn).sorted { $0.key < $1.key }
    if let gone {
      let lost = change.cells.map { value(of: $0.edit, table.columns[$0.column]) }
      meet(gone, of: &row, key, change, lost: lost, &turn)
    }
    for (group, write) in writes {
      if row.groups[group].heads.contains(where: { write.hasSeen($0.write) && $0.write.stamp >= turn.entry.stamp }) {
        faults.append("position \(turn.entry.position): its stamp is not above all that it has seen")
      }
      if let step = forbiddenStep(write, in: row.groups[group], by: turn.entry.actor) {
        faults.append("position \(turn.entry.position): \(step)")
      }
      checkRight(write, table, group: group, over: row.groups[group].values)
      guard let loss = row.groups[group].take(write) else { continue }
      let policy = table.groups[group].policy
      turn.losses.append(ModelLoss(key: key, columns: table.groups[group].columns, rule: .group(policy), loss: loss))
    }
    rows[key] = row
    if row.deletion != nil { return }
    if let gone { bringBackFamily(of: key, parent: oldParent, goneAt: gone.position, &turn) }
    if let parent = parent(of: key), parent != oldParent { bringBack(parent, &turn) }
  }
}
