import ChangeModel
import MergeEngine

/// What the server adds to a change set: the verdict of the business rules, and the rows of the conflict table.
extension ReferenceModel {
  mutating func judge(_ turn: inout Turn) {
    let touched = turn.touched.map { row in
      TouchedRow(
        key: row.key, kind: row.kind, before: row.before, after: self.row(row.key) ?? row.after, mask: row.mask)
    }
    switch rules.judge(touched, actor: turn.entry.actor, now: turn.entry.mergedAt, in: self) {
    case .accept: return
    case .reject(let rejection): faults.append("position \(turn.entry.position) breaks a rule: \(rejection.message)")
    case .amend(let amendments, _):
      for amendment in amendments { amend(amendment, turn) }
    }
  }

  /// M9: a step that the workflow does not have, from a state that its maker saw; in words.
  func forbiddenStep(_ write: ModelWrite, in group: ModelGroup, by actor: Actor) -> String? {
    guard case .workflow(let workflow) = group.policy, actor.device != Actor.office,
      group.heads.allSatisfy({ write.hasSeen($0.write) })
    else { return nil }
    let (old, new) = (group.values.first?.text ?? "", write.values.first?.text ?? "")
    return workflow.allows(old, to: new) ? nil : "there is no step from \(old) to \(new)"
  }

  /// M2: only the office changes its columns; an unchanged one may come along.
  mutating func checkRight(_ write: ModelWrite, _ table: TableSchema, group: Int, over values: [Value]) {
    guard table.groups[group].policy == .office, !write.isOffice else { return }
    if zip(write.values, values).allSatisfy({ $0.isSame(as: $1) }) { return }
    let names = table.groups[group].columns.map { table.columns[$0].name }
    faults.append("position \(write.write.position) changes \(names) of \(table.name), which only the office may")
  }

  /// No two living rows may have the same value where the schema says so.
  mutating func checkUnique(_ turn: Turn) {
    for key in turn.touched.map(\.key) {
      let table = schema.tables[key.table]
      guard table.columns.contains(where: \.unique), rows[key]?.deletion == nil else { continue }
      let values = values(of: key)
      for (column, value) in values.enumerated() where table.columns[column].unique && !value.isNull {
        let other = rows.keys.filter { $0.table == key.table && $0 != key && rows[$0]?.deletion == nil }.sorted()
          .first { self.values(of: $0)[column].isSame(as: value) }
        guard let other else { continue }
        faults.append(
          "position \(turn.entry.position) gives \(table.name) \(key.row) the \(table.columns[column].name) \(value), "
            + "which \(other.row) has")
      }
    }
  }

  private mutating func amend(_ amendment: Amendment, _ turn: Turn) {
    let table = schema.tables[amendment.key.table]
    let group = table.groupOfColumn[amendment.column]
    guard var values = rows[amendment.key]?.groups[group].values,
      let place = table.groups[group].columns.firstIndex(of: amendment.column)
    else { return }
    values[place] = amendment.value
    let write = serverWrite(values, turn)
    rows[amendment.key]?.groups[group].takeFromServer(write)
  }

  /// A row of the conflict table, in the scope of its subject.
  mutating func record(_ loss: ModelLoss, _ turn: Turn) {
    guard let table = schema.index(of: schema.conflictTable), let subject = rows[loss.key] else { return }
    let names = loss.columns.map { schema.tables[loss.key.table].columns[$0].name }
    let isWhole = names.isEmpty
    let present = ModelJSON.object(["id"], [.text(subject.id.description)])
    let columns = schema.tables[table].columns
    let values = columns.map { column -> Value in
      switch column.name {
      case ConflictColumns.tableName: .text(schema.tables[loss.key.table].name)
      // The IDs of conflict rows are the server's to make up.
      case ConflictColumns.rowID: loss.key.table == table ? .null : .blob(subject.id.bytes)
      case ConflictColumns.columns: .text(ModelJSON.array(isWhole ? ["id"] : names))
      case ConflictColumns.kept:
        .text(isWhole ? present : ModelJSON.object(names, loss.loss.kept.isEmpty ? nil : loss.loss.kept))
      case ConflictColumns.lost: .text(ModelJSON.object(names, isWhole ? nil : loss.loss.lost))
      case ConflictColumns.rule: .text(loss.rule.name)
      case ConflictColumns.status: .text(loss.rule.isOpen ? ConflictColumns.openStatus : ConflictColumns.settledStatus)
      case ConflictColumns.recordedAt: .integer(turn.entry.mergedAt)
      case ConflictColumns.keptDevice: .integer(loss.loss.keptWrite.dot.device)
      case ConflictColumns.lostDevice: .integer(loss.loss.lostWrite.dot.device)
      default: column.fallback
      }
    }
    let number = (lastRows[table] ?? 0) + 1
    lastRows[table] = number
    rows[RowKey(table: table, row: number)] = ModelRow(
      id: RowID(high: 0, low: UInt64(number)),
      groups: schema.tables[table].groups.map { group in
        ModelGroup(
          policy: group.policy, fallbacks: group.columns.map { columns[$0].fallback },
          first: serverWrite(group.columns.map { values[$0] }, turn))
      }, subject: loss.key)
  }
}

extension ModelLoss.Rule {
  /// As a recorded conflict names it.
  var name: String {
    switch self {
    case .updateWins: "M11 update wins over delete"
    case .deleteWins: "M12 delete wins over update"
    case .noOrphans: "M13 no orphans"
    case .group(let policy):
      switch policy {
      case .latest: "M1 latest"
      case .office: "M2 office"
      case .first: "M3 first"
      case .max: "M4 max"
      case .min: "M5 min"
      case .counter: "M6 counter"
      case .set: "M7 set"
      case .text: "M8 text"
      case .workflow: "M9 workflow"
      case .ask: "M10 ask"
      }
    }
  }

  var isOpen: Bool {
    if case .group(.ask) = self { return true }
    return false
  }
}

/// The rules look at the model as they would look at the engine's rows.
extension ReferenceModel: RuleView {
  public func row(_ key: RowKey) -> RowState? {
    guard let row = rows[key], let creation = row.creation else { return nil }
    let groups = row.groups.map { group in
      let standing = group.standing.write
      let others = group.heads.filter { $0.write != standing }
      return GroupState(
        changed: 0, winner: standing, siblings: others.map { Sibling(write: $0.write, values: $0.values) })
    }
    return RowState(
      key: key, id: row.id, scope: scope(of: key), parent: parent(of: key), entered: 0, changed: 0, created: creation,
      deletion: row.deletion, values: values(of: key), groups: groups)
  }

  public func key(of name: RowName, in table: Int) -> RowKey? {
    switch name {
    case .number(let number): rows[RowKey(table: table, row: number)] == nil ? nil : RowKey(table: table, row: number)
    case .id(let id): rows.first { $0.key.table == table && $0.value.id == id }?.key
    }
  }

  public func owner(of value: UniqueValue) -> RowKey? {
    rows.keys.filter { $0.table == value.table && rows[$0]?.deletion == nil }.sorted()
      .first { values(of: $0)[value.column].isSame(as: value.value) }
  }

  public func children(of key: RowKey) -> [RowState] {
    rows.filter { parent(of: $0.key) == key && $0.value.deletion == nil && $0.value.subject == nil }
      .keys.sorted().compactMap(row)
  }
}

extension TableSchema {
  func fallbacks(ofGroup group: Int) -> [Value] { groups[group].columns.map { columns[$0].fallback } }
}
