import ChangeModel
import PlantedBugs

extension ChangeSetMerge {
  mutating func delete(_ change: RowChange, _ context: Context) throws(Rejection) {
    if let dead = working.dead(change.row, in: change.table), actor.mayUse(dead.scope) {
      isAsSent = false
      return
    }
    guard let key = working.key(of: change.row, in: change.table), let row = working.row(key),
      try mayUse(row)
    else { throw missing(change) }
    touch(key, change)
    if row.isDeleted {
      isAsSent = false
      return
    }
    let family = working.descendants(of: key).filter { !$0.isDeleted && schema.conflictIndex != $0.key.table }
    try checkDeletable(row, family)
    if let unseen = family.first(where: { isUnseen($0, context) }), !PlantedBug.deleteTakesUnseenChild.isOn {
      // Deleting the row would orphan what somebody else concurrently wrote below it.
      return lose(row, rule: .noOrphans, to: unseen.created)
    }
    let unseenHeads = row.groups.flatMap(\.heads).filter { !context.contains($0, author: write.dot) }
    if let head = unseenHeads.max(by: { $1.isLater(than: $0) }), !PlantedBug.deleteBeatsEdit.isOn {
      if schema.tables[key.table].deletion == .updateWins { return lose(row, rule: .updateWins, to: head) }
      recordLostUpdates(row, context)
    }
    bury(row, by: write)
    // What hangs on the row goes with it. The server does that, so that every replica is told, the author's too.
    for member in family { bury(member, by: ownWrite) }
  }

  /// An update, or an insert of the same ID, meets a row that is deleted.
  /// - Parameter edits: those of the change, with references known by number and ID.
  mutating func meetDeletion(
    of row: inout RowState, by change: RowChange, _ edits: [Edit], _ context: Context
  ) throws(Rejection) {
    guard let deletion = row.deletion else { return }
    let hasSeenDeletion = context.contains(deletion, author: write.dot)
    if hasSeenDeletion && change.kind == .update { throw missing(change) }
    let conflict = GroupConflict(
      rule: .updateWins, kept: [], lost: [], keptWrite: write, lostWrite: deletion)
    if hasSeenDeletion {
      try revive(&row)
    } else if schema.tables[row.key.table].deletion == .deleteWins {
      conflicts.append(lostUpdate(row, change, edits, deletion: deletion))
    } else {
      try revive(&row)
      conflicts.append(RecordedConflict(key: row.key, columns: [], conflict: conflict))
    }
  }

  /// Brings back what went with a row when the row itself comes back.
  mutating func reviveFamily(of row: RowState, deletedAt position: Position) throws(Rejection) {
    if let parent = row.parent { try reviveAncestors(parent) }
    for var member in working.descendants(of: row.key) where member.deletion?.position == position {
      try revive(&member)
      working.put(member)
    }
  }

  /// A row below a deleted one brings the deleted one back: no orphans.
  mutating func reviveAncestors(_ key: RowKey) throws(Rejection) {
    guard var row = working.row(key) else { return }
    if let deletion = row.deletion {
      try revive(&row)
      working.put(row)
      conflicts.append(
        RecordedConflict(
          key: key, columns: [],
          conflict: GroupConflict(rule: .noOrphans, kept: [], lost: [], keptWrite: write, lostWrite: deletion)))
      try reviveFamily(of: row, deletedAt: deletion.position)
    } else if let parent = row.parent {
      try reviveAncestors(parent)
    }
  }

  // MARK: Steps

  private func checkDeletable(_ row: RowState, _ family: [RowState]) throws(Rejection) {
    for member in [row] + family where schema.tables[member.key.table].deletion == .never {
      let table = schema.tables[row.key.table].name
      let kept = schema.tables[member.key.table].name
      let message =
        member.key == row.key
        ? "rows of \(table) are never deleted" : "it cannot be deleted while it has \(kept), which are never deleted"
      throw Rejection(.undeletable, message, table: row.key.table, row: row.id)
    }
  }

  private func isUnseen(_ row: RowState, _ context: Context) -> Bool {
    ([row.created] + row.groups.flatMap(\.heads)).contains { !context.contains($0, author: write.dot) }
  }

  private mutating func bury(_ row: RowState, by deletion: Write) {
    var row = row
    row.deletion = deletion
    if !PlantedBug.cascadeNotTold.isOn || deletion == write { row.changed = position }
    working.put(row)
  }

  /// Another row may have taken a unique value meanwhile; then the row cannot come back as it was.
  private func revive(_ row: inout RowState) throws(Rejection) {
    row.deletion = nil
    if !PlantedBug.returnNotSentWhole.isOn { row.entered = position }
    row.changed = position
    try checkUnique(row, columns: schema.tables[row.key.table].fullMask)
  }

  private mutating func lose(_ row: RowState, rule: MergeRule, to kept: Write) {
    conflicts.append(
      RecordedConflict(
        key: row.key, columns: [],
        conflict: GroupConflict(rule: rule, kept: [], lost: [], keptWrite: kept, lostWrite: write)))
  }

  /// What the delete overrides, group by group.
  private mutating func recordLostUpdates(_ row: RowState, _ context: Context) {
    for (index, group) in schema.tables[row.key.table].groups.enumerated() {
      let state = row.groups[index]
      guard let head = state.heads.first(where: { !context.contains($0, author: write.dot) }) else { continue }
      // A head that does not stand loses what it wrote, not what stands.
      let own = state.siblings.first { $0.write == head }?.values ?? []
      let lost = own.isEmpty ? group.columns.map { row.values[$0] } : own
      let conflict = GroupConflict(rule: .deleteWins, kept: [], lost: lost, keptWrite: write, lostWrite: head)
      conflicts.append(RecordedConflict(key: row.key, columns: group.columns, conflict: conflict))
    }
  }

  private func lostUpdate(
    _ row: RowState, _ change: RowChange, _ edits: [Edit], deletion: Write
  ) -> RecordedConflict {
    let incoming = IncomingWrite(
      write: write, context: submission.changeSet.context, edits: edits, fallbacks: [])
    return RecordedConflict(
      key: row.key, columns: change.cells.map(\.column),
      conflict: GroupConflict(
        rule: .deleteWins, kept: [], lost: incoming.values, keptWrite: deletion, lostWrite: write))
  }
}

extension Schema {
  /// The index of the conflict table.
  public var conflictIndex: Int? { index(of: conflictTable) }
}
