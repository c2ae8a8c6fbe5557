import ChangeModel
import Foundation
import GRDB

/// The conflicts: what lost a merge, and the decisions that people are asked for.
public struct ConflictBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// What a person decides.
  public enum Decision: Sendable {
    /// What stands, stands.
    case keep
    /// What lost is written to the row again.
    case takeLost
    /// These values are written to the row.
    case values([(column: String, text: String)])

    /// As the `decision` column has it.
    var name: String {
      switch self {
      case .keep: "keep"
      case .takeLost: "restore"
      case .values: "other"
      }
    }
  }

  static let isOpen = "x.status = 'open' AND x.decision IS NULL"

  static let select = """
    SELECT x.*, r.name AS decided_by_name, \(isOpen) AS is_open
    FROM conflicts AS x LEFT JOIN reps AS r ON r.id = x.decided_by
    """

  /// Which conflicts are meant.
  public struct Filter: Sendable {
    /// Of rows of this table.
    public var table: String?
    /// About this column, alone or with those that merge together with it.
    public var column: String?

    public init(table: String? = nil, column: String? = nil) {
      self.table = table
      self.column = column
    }
  }

  /// Latest first.
  /// - Parameter all: whether those that need nobody (any more) are shown too.
  public func list(all: Bool, _ filter: Filter = Filter(), limit: Int? = nil) throws -> [Record] {
    try desk.read { db in
      let query = try self.query(all: all, filter)
      return try query.fetch(db, order: "x.recorded_at DESC, x.id DESC", limit: limit).map { try labelled($0, db) }
    }
  }

  private func query(all: Bool, _ filter: Filter) throws -> Query {
    var query = Query(Self.select)
    if !all { query.add(Self.isOpen) }
    if let name = filter.table {
      guard let table = desk.replica.schema[name] else { throw FieldError(.usage, "there is no table \(name)") }
      if let column = filter.column, table.column(column) == nil {
        throw FieldError(.usage, "\(name) has no column \(column)")
      }
      query.add("x.table_name = ?", .text(name))
    }
    if let column = filter.column {
      query.add("EXISTS (SELECT 1 FROM json_each(x.columns) AS c WHERE c.value = ?)", .text(column))
    }
    return query
  }

  public func show(_ name: String) throws -> Record {
    try desk.read { db in try one(try RowFinder.conflict.find(name, in: db), db) }
  }

  /// Writes the decision, and the values that follow from it, in one change set.
  public func decide(_ name: String, _ decision: Decision, note: String?) throws -> Record {
    try desk.write { db in
      let id = try RowFinder.conflict.find(name, in: db)
      let conflict = try one(id, db)
      guard conflict["decision"]?.isNull ?? true else {
        throw FieldError(
          .failed, "\(conflict.text("decided_by_name"), or: "somebody") has decided this conflict already")
      }
      try apply(decision, to: conflict, db)
      var cells: Cells = [
        "decision": .text(decision.name), "decided_by": try desk.ownRepID(db), "decided_at": .integer(desk.now),
      ]
      if let note { cells["note"] = .text(note) }
      try db.update("conflicts", id: id, cells)
      return try one(id, db)
    }
  }

  /// Decides all open conflicts that are meant, the oldest first, each in a change set of its own: one that cannot be decided so
  /// holds up no other.
  /// - Returns: those that were decided, and those that were not, each with the reason.
  public func decideAll(
    _ filter: Filter, _ decision: Decision, note: String?
  ) throws -> (decided: [Record], left: [(conflict: Record, reason: FieldError)]) {
    var (decided, left) = ([Record](), [(conflict: Record, reason: FieldError)]())
    for conflict in try list(all: false, filter).reversed() {
      guard let id = conflict.id else { continue }
      do {
        decided.append(try decide(id.description, decision, note: note))
      } catch let reason as FieldError {
        left.append((conflict, reason))
      }
    }
    return (decided, left)
  }

  private func apply(_ decision: Decision, to conflict: Record, _ db: Database) throws {
    guard let name = conflict.text("table_name"), let table = desk.replica.schema[name],
      let row = conflict.rowID("row_id")
    else { throw FieldError(.failed, "the conflict is about a table that this replica does not have") }
    if case .takeLost = decision, LostValues.isDeletion(conflict.text("lost")) {
      return try db.delete(from: name, id: row)
    }
    let cells: Cells
    switch decision {
    case .keep: return
    case .takeLost: cells = try LostValues.cells(conflict.text("lost"), of: table)
    case .values(let values): cells = try Self.cells(values, of: table)
    }
    let exists = try db.record("SELECT id FROM \(name) WHERE id = ?", [Value(row).databaseValue]) != nil
    guard exists else {
      throw FieldError(.failed, "the row is not here any more: decide with --keep")
    }
    try db.update(name, id: row, cells)
  }

  private static func cells(_ values: [(column: String, text: String)], of table: TableSchema) throws -> Cells {
    var cells = Cells()
    for (name, text) in values {
      guard let index = table.column(name) else {
        throw FieldError(.usage, "\(table.name) has no column \(name)")
      }
      cells[name] = try LostValues.value(text, of: table.columns[index])
    }
    return cells
  }

  /// What the row is called, where it has a name.
  private func labelled(_ conflict: Record, _ db: Database) throws -> Record {
    guard let name = conflict.text("table_name"), let table = desk.replica.schema[name],
      let row = conflict["row_id"],
      let handle = ["name", "number", "sku", "purpose"].first(where: { table.column($0) != nil })
    else { return conflict.adding("row_label", .null) }
    let label = try db.record("SELECT \(handle) AS label FROM \(name) WHERE id = ?", [row.databaseValue])
    return conflict.adding("row_label", label?["label"] ?? .null)
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("x.id = ?", Value(id))
    return try labelled(try query.fetch(db).first ?? Record(), db)
  }
}
