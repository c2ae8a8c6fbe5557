import ChangeModel
import PlantedBugs

/// The triggers that capture what is written, in plain SQL, so that any SQLite client fires them.
///
/// Each says nothing while the gate is shut, which is only so inside Godwit's own transactions. They append to a log
/// and never look at it.
extension TableDDL {
  /// The update triggers each look at so many columns: one for each column costs most when all are written, one for all
  /// costs most when one is.
  static let columnsPerTrigger = 6

  static let gate = "(SELECT open FROM godwit_gate)"

  var triggers: [String] {
    [beforeInsert, afterInsert] + updates + bases + [afterDelete, keyGuard] + uniqueGuards
  }

  /// The names under which the triggers are dropped.
  func triggerName(_ topic: String) -> String { SQLText.name("godwit_\(table.name)_\(topic)") }

  /// REPLACE fires no delete trigger (unless the connection asks for it), so a row that may be about to be replaced is
  /// noted before. A number of one's own choice is refused, but for that of the very row that is replaced.
  private var beforeInsert: String {
    let known = "SELECT 1 FROM \(name) WHERE id = NEW.id"
    return trigger(
      "before_insert", "BEFORE INSERT", when: "(NEW.godwit_row > 0 OR EXISTS (\(known)))",
      [
        "SELECT RAISE(ABORT, '\(table.name): leave godwit_row out, it is drawn by the table')"
          + " WHERE NEW.godwit_row > 0 AND NOT EXISTS (\(known) AND godwit_row = NEW.godwit_row)",
        "INSERT INTO godwit_log(tbl, row, mask, id)"
          + " SELECT \(index), godwit_row, \(LogMask.perhapsReplaced), id FROM \(name) WHERE id = NEW.id",
      ]
        + basedColumns.map { column in
          "INSERT INTO godwit_log(tbl, row, mask, base) SELECT \(index), godwit_row, \(1 << column.offset),"
            + " \(SQLText.name(column.element.name)) FROM \(name) WHERE id = NEW.id"
        })
  }

  private var afterInsert: String {
    trigger(
      "insert", "AFTER INSERT", when: nil,
      ["INSERT INTO godwit_log(tbl, row, mask) VALUES (\(index), NEW.godwit_row, \(LogMask.inserted))"])
  }

  private var updates: [String] {
    let plain = table.columns.enumerated().filter { !$0.element.policy.needsBase }
    return stride(from: 0, to: plain.count, by: Self.columnsPerTrigger).map { first in
      var columns = plain[first...].prefix(Self.columnsPerTrigger)
      if PlantedBug.columnNotCaptured.isOn && columns.count > 1 { columns.removeLast() }
      let bits = columns.map { column in
        let name = SQLText.name(column.element.name)
        // In SQL the shift binds no closer than the bar: each term needs its parentheses.
        return "((NEW.\(name) IS NOT OLD.\(name)) << \(column.offset))"
      }
      return trigger(
        "update_\(columns[first].offset)",
        "AFTER UPDATE OF " + columns.map { SQLText.name($0.element.name) }.joined(separator: ", "),
        when: nil,
        [
          "INSERT INTO godwit_log(tbl, row, mask) VALUES (\(index), OLD.godwit_row,\n    "
            + bits.joined(separator: " |\n    ") + ")"
        ])
    }
  }

  /// Where a difference is sent: with what the column held before. The first entry for a cell counts.
  private var bases: [String] {
    basedColumns.map { column in
      let name = SQLText.name(column.element.name)
      return trigger(
        "base_\(column.offset)", "AFTER UPDATE OF \(name)", when: "NEW.\(name) IS NOT OLD.\(name)",
        [keepBase(column.offset, name)])
    }
  }

  /// The ID, because the row will not be there to ask; and the row with which it lands, if it is a part of one.
  private var afterDelete: String {
    let root = RootSQL(schema: schema).root(of: index, row: "OLD")
    return trigger(
      "delete", "AFTER DELETE", when: nil,
      [
        "INSERT INTO godwit_log(tbl, row, mask, id, root)"
          + " VALUES (\(index), OLD.godwit_row, \(LogMask.deleted), OLD.id, \(root ?? "NULL"))"
      ] + basedColumns.map { keepBase($0.offset, SQLText.name($0.element.name)) })
  }

  /// All names under which SQLite knows the key: a trigger fires only for those that are spelled out.
  private var keyGuard: String {
    trigger(
      "key", "BEFORE UPDATE OF id, godwit_row, rowid, oid, _rowid_",
      when: "(NEW.id IS NOT OLD.id OR NEW.godwit_row IS NOT OLD.godwit_row)",
      ["SELECT RAISE(ABORT, '\(table.name): id and godwit_row never change; insert a new row instead')"])
  }

  private var uniqueGuards: [String] {
    table.columns.enumerated().filter(\.element.unique).flatMap { offset, column in
      let name = SQLText.name(column.name)
      let other = "EXISTS (SELECT 1 FROM \(self.name) WHERE \(name) = NEW.\(name) AND godwit_row <> NEW.godwit_row)"
      return [("insert", "AFTER INSERT"), ("update", "AFTER UPDATE OF \(name)")].map { topic, event in
        trigger(
          "unique_\(offset)_\(topic)", event, when: "NEW.\(name) IS NOT NULL AND \(other)",
          ["SELECT RAISE(ABORT, 'UNIQUE constraint failed: \(table.name).\(column.name)')"])
      }
    }
  }

  // MARK: Pieces

  private var basedColumns: [(offset: Int, element: ColumnSchema)] {
    table.columns.enumerated().filter(\.element.policy.needsBase)
  }

  private func keepBase(_ column: Int, _ name: String) -> String {
    "INSERT INTO godwit_log(tbl, row, mask, base) VALUES (\(index), OLD.godwit_row, \(1 << column), OLD.\(name))"
  }

  private func trigger(_ topic: String, _ event: String, when condition: String?, _ body: [String]) -> String {
    let conditions = [condition, Self.gate].compactMap { $0 }.joined(separator: " AND ")
    return "CREATE TRIGGER \(triggerName(topic)) \(event) ON \(name)\nWHEN \(conditions) BEGIN\n"
      + body.map { "  \($0);\n" }.joined() + "END"
  }
}

extension TableDDL {
  /// Drops what `triggers` creates.
  var dropTriggers: [String] {
    triggers.compactMap { sql in
      sql.split(separator: " ").dropFirst(2).first.map { "DROP TRIGGER IF EXISTS \($0)" }
    }
  }
}
