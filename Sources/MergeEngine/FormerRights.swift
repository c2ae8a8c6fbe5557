import ChangeModel
import PlantedBugs

/// What an actor had the right to until lately, and how far the actor's device is known to have come since.
///
/// A change set that was made before its device could know that a row, or a territory, is somebody else's now is merged
/// as if it had come in time. One that comes after its device has told that it knows is kept for a review: see
/// `docs/decisions/0009-work-kept-for-review.md`.
public struct FormerRights: Hashable, Sendable {
  /// The device has told, in this request or before, that it holds everything up to here.
  public var known: Position
  /// Scopes that were the user's, each with the first position at which it no longer was.
  public var lost: [Scope: Position]
  /// Where rows that the change set names left scopes that are, or were, the user's.
  public var departures: [RowKey: [Departure]]
  /// Rows that change sets of the device would have made which are kept for a review.
  public var keptRows: Set<TableID>

  public init(
    known: Position, lost: [Scope: Position] = [:], departures: [RowKey: [Departure]] = [:],
    keptRows: Set<TableID> = []
  ) {
    self.known = known
    self.lost = lost
    self.departures = departures
    self.keptRows = keptRows
  }

  /// What a right of before is worth now.
  enum Standing {
    /// There was none when the change set was made.
    case none
    /// The device could not know that it had ended.
    case stands
    /// The device knew.
    case ended
  }

  /// The right to rows of a scope, in a change set that was made at `base`.
  func standing(in scope: Scope, since base: Position) -> Standing {
    standing(of: [lost[scope]].compactMap(\.self), since: base)
  }

  /// The right to a row that is in somebody else's scope, in a change set of this actor that was made at `base`.
  func standing(of row: RowState, for actor: Actor, since base: Position) -> Standing {
    var ends = [lost[row.scope]].compactMap(\.self)
    for departure in departures[row.key] ?? [] {
      if let lost = lost[departure.scope] {
        ends.append(min(lost, departure.position))
      } else if actor.mayUse(departure.scope) {
        ends.append(departure.position)
      }
    }
    // What the device itself made by such a right was never in a scope of its own.
    if row.created.dot.device == actor.device { ends.append(row.created.position) }
    return standing(of: ends, since: base)
  }

  private func standing(of ends: [Position], since base: Position) -> Standing {
    let later = ends.filter { $0 > base }
    if later.isEmpty { return .none }
    if PlantedBug.entitledKept.isOn { return .ended }
    return later.contains { $0 > known } || PlantedBug.endedRightStands.isOn ? .stands : .ended
  }
}

extension ChangeSetMerge {
  /// Whether the actor may write a row: by the rights of now, or by those of when the change set was made.
  /// - Throws: `underReview` when only the rights of before would do, and the device knew that they had ended.
  func mayUse(_ row: RowState) throws(Rejection) -> Bool {
    if actor.mayUse(row.scope) { return true }
    let base = submission.changeSet.context.base
    guard let standing = submission.former?.standing(of: row, for: actor, since: base) else { return false }
    return try admits(standing, table: row.key.table, id: row.id)
  }

  /// The same for a scope into which a row is put.
  func mayUse(_ scope: Scope, table: Int, id: RowID) throws(Rejection) -> Bool {
    if actor.mayUse(scope) { return true }
    let base = submission.changeSet.context.base
    guard let standing = submission.former?.standing(in: scope, since: base) else { return false }
    return try admits(standing, table: table, id: id)
  }

  private func admits(_ standing: FormerRights.Standing, table: Int, id: RowID) throws(Rejection) -> Bool {
    switch standing {
    case .none: return false
    case .stands: return true
    case .ended:
      throw underReview(
        id, in: table,
        "the row of \(schema.tables[table].name) was already somebody else's, and this replica knew: "
          + "the change is kept for a manager's review")
    }
  }

  func underReview(_ id: RowID, in table: Int, _ message: String) -> Rejection {
    Rejection(.underReview, message, table: table, row: id)
  }
}

extension BatchMerger {
  /// The rows on which the rights of a change set hang: those that it names or refers to, and those on which these hang.
  public func rows(behind changeSet: ChangeSet) -> Set<RowKey> {
    var keys: Set<RowKey> = []
    for change in changeSet.changes where schema.tables.indices.contains(change.table) {
      if let key = working.key(of: change.row, in: change.table) { keys.insert(key) }
      for cell in change.cells {
        guard case .set(.reference(let reference)) = cell.edit, let target = schema.target(of: cell, in: change.table)
        else { continue }
        let name = reference.id.map(RowName.id) ?? .number(reference.row)
        if let key = working.key(of: name, in: target) { keys.insert(key) }
      }
    }
    return keys.union(keys.compactMap { working.row($0)?.parent })
  }

  /// Rows that left a scope in this batch.
  public var departures: [Departure] { working.departures }
}

extension Schema {
  fileprivate func target(of cell: CellChange, in table: Int) -> Int? {
    targets[table].indices.contains(cell.column) ? targets[table][cell.column] : nil
  }
}
