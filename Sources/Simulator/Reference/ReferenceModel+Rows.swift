import ChangeModel
import MergeEngine

/// A row as the model keeps it.
struct ModelRow {
  var id: RowID
  var groups: [ModelGroup]
  var deletion: Write?
  /// For a conflict: the row in which it happened.
  var subject: RowKey?

  /// The writes that no later one of their group has seen.
  var heads: [Write] { groups.flatMap(\.heads).map(\.write) }
  var creation: Write? { groups.first?.writes.first?.write }
}

/// What lost a merge, and is to be found in the conflict table.
struct ModelLoss {
  enum Rule {
    case group(Policy)
    case updateWins, deleteWins, noOrphans
  }

  var key: RowKey
  /// Empty for the row as a whole.
  var columns: [Int]
  var rule: Rule
  var loss: ModelGroup.Loss
}

/// M11 to M17: what is deleted, and what returns.
extension ReferenceModel {
  mutating func delete(_ key: RowKey, seen: [DeviceNumber: Sequence], _ turn: inout Turn) {
    guard let row = rows[key], row.deletion == nil else { return }
    let isUnseen = { (write: Write) in write.dot.sequence > seen[write.dot.device] ?? 0 }
    let family = descendants(of: key).filter { rows[$0]?.deletion == nil && rows[$0]?.subject == nil }
    if ([key] + family).contains(where: { schema.tables[$0.table].deletion == .never }) {
      faults.append("position \(turn.entry.position) deletes what is never deleted")
    }
    for child in family {
      guard let member = rows[child], (member.heads + [member.creation].compactMap(\.self)).contains(where: isUnseen)
      else { continue }
      return lose(key, .noOrphans, kept: member.creation ?? turn.write, lost: turn.write, &turn)
    }
    // What somebody has written over, knowing it, is lost already and keeps no row.
    let unseen = row.heads.filter(isUnseen)
    if let latest = unseen.max(by: { $1.isLater(than: $0) }) {
      if schema.tables[key.table].deletion == .updateWins {
        return lose(key, .updateWins, kept: latest, lost: turn.write, &turn)
      }
      for (index, group) in row.groups.enumerated() {
        let heads = [group.standing] + group.heads.sorted { $0.write.dot < $1.write.dot }
        guard let lost = heads.first(where: { isUnseen($0.write) }) else { continue }
        let isShared = lost.write == group.standing.write || [.counter, .set, .text].contains(group.policy)
        let loss = ModelGroup.Loss(
          kept: [], lost: isShared ? group.values : lost.values, keptWrite: turn.write, lostWrite: lost.write)
        let columns = schema.tables[key.table].groups[index].columns
        turn.losses.append(ModelLoss(key: key, columns: columns, rule: .deleteWins, loss: loss))
      }
    }
    rows[key]?.deletion = turn.write
    for child in family { rows[child]?.deletion = turn.serverWrite }
  }

  /// A write comes to a row that is deleted.
  /// - Parameter lost: what the write holds, column by column.
  mutating func meet(
    _ deletion: Write, of row: inout ModelRow, _ key: RowKey, _ change: RowChange, lost: [Value], _ turn: inout Turn
  ) {
    let seen = seen(turn.entry, lag: change.lag)
    let wasSeen = deletion.dot.sequence <= seen[deletion.dot.device] ?? 0
    if wasSeen && change.kind == .update {
      faults.append("position \(turn.entry.position) updates a row that its maker saw deleted")
    }
    if !wasSeen && schema.tables[key.table].deletion == .deleteWins {
      let loss = ModelGroup.Loss(kept: [], lost: lost, keptWrite: deletion, lostWrite: turn.write)
      let columns = change.cells.map(\.column)
      return turn.losses.append(ModelLoss(key: key, columns: columns, rule: .deleteWins, loss: loss))
    }
    row.deletion = nil
    if !wasSeen { lose(key, .updateWins, kept: turn.write, lost: deletion, &turn) }
  }

  /// A row below a deleted one brings it back.
  mutating func bringBack(_ key: RowKey, _ turn: inout Turn) {
    let parent = parent(of: key)
    if let deletion = rows[key]?.deletion {
      rows[key]?.deletion = nil
      lose(key, .noOrphans, kept: turn.write, lost: deletion, &turn)
      bringBackFamily(of: key, parent: parent, goneAt: deletion.position, &turn)
    } else if let parent {
      bringBack(parent, &turn)
    }
  }

  /// What went with a row returns with it.
  mutating func bringBackFamily(of key: RowKey, parent: RowKey?, goneAt position: Position, _ turn: inout Turn) {
    if let parent { bringBack(parent, &turn) }
    for child in descendants(of: key) where rows[child]?.deletion?.position == position { rows[child]?.deletion = nil }
  }

  private func lose(_ key: RowKey, _ rule: ModelLoss.Rule, kept: Write, lost: Write, _ turn: inout Turn) {
    let loss = ModelGroup.Loss(kept: [], lost: [], keptWrite: kept, lostWrite: lost)
    turn.losses.append(ModelLoss(key: key, columns: [], rule: rule, loss: loss))
  }

  // MARK: Families

  /// The row on which a row hangs.
  func parent(of key: RowKey) -> RowKey? {
    guard let row = rows[key] else { return nil }
    if let subject = row.subject { return subject }
    let table = schema.tables[key.table]
    guard let column = table.parentColumn, let target = table.columns[column].references.flatMap(schema.index(of:)),
      let reference = values(of: key)[column].reference
    else { return nil }
    return RowKey(table: target, row: reference.row)
  }

  /// All that hangs on a row, parents first.
  func descendants(of key: RowKey) -> [RowKey] {
    rows.keys.filter { parent(of: $0) == key }.sorted().flatMap { [$0] + descendants(of: $0) }
  }

  func values(of key: RowKey) -> [Value] {
    guard let row = rows[key] else { return [] }
    let table = schema.tables[key.table]
    return table.columns.indices.map { column in
      let group = table.groupOfColumn[column]
      let place = table.groups[group].columns.firstIndex(of: column) ?? 0
      // A conflict goes where its subject goes.
      if row.subject != nil, table.columns[column].name == ConflictColumns.territory { return territory(of: key) }
      return row.groups[group].values[place]
    }
  }

  func scope(of key: RowKey) -> Scope {
    if let subject = rows[key]?.subject { return scope(of: subject) }
    let table = schema.tables[key.table]
    switch table.scope {
    case .org: return .org
    case .parent: return parent(of: key).map(scope) ?? .org
    case .owner(let name):
      guard let column = table.column(name), let owner = values(of: key)[column].reference else { return .org }
      return table.columns[column].references == schema.repTable ? .rep(owner.row) : .territory(owner.row)
    }
  }

  private func territory(of key: RowKey) -> Value {
    let scope = scope(of: key)
    guard scope.kind == .territory, let table = schema.index(of: schema.territoryTable) else { return .null }
    return .reference(RowReference(row: scope.row, id: rows[RowKey(table: table, row: scope.row)]?.id))
  }
}
