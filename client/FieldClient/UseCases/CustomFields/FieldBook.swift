import ChangeModel
import FieldSales
import GRDB

/// The org's own fields: the office declares them, and what is written is held to that.
///
/// While nothing is declared for a table, names are free.
public struct FieldBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// The tables that have fields of the org's own.
  static let tables = FieldSales.schema.tables.filter { $0.column("custom_fields") != nil }.map(\.name)

  /// By table and name, with how many rows have a value.
  /// - Parameter all: also those that are out of use.
  public func list(all: Bool = false) throws -> [Record] {
    try desk.read { db in
      guard try db.tableExists("custom_fields") else { return [] }
      let used = Self.tables.map { table in
        """
        SELECT '\(table)' AS table_name, substr(j.value, 1, instr(j.value, '=') - 1) AS name
        FROM \(table) AS t, json_each(CASE WHEN json_valid(t.custom_fields) THEN t.custom_fields END) AS j
        WHERE t.custom_fields IS NOT NULL
        """
      }.joined(separator: " UNION ALL ")
      var query = Query(
        """
        SELECT f.id, f.table_name, f.name, f.kind, f.choices, f.meaning, f.active, coalesce(u.row_count, 0) AS row_count
        FROM custom_fields AS f
        LEFT JOIN (SELECT table_name, name, count(*) AS row_count FROM (\(used)) GROUP BY table_name, name) AS u
          ON u.table_name = f.table_name AND u.name = f.name
        """)
      if !all { query.add("f.active <> 0") }
      return try query.fetch(db, order: "f.table_name, \(desk.byName("f.name")), f.id")
    }
  }

  /// Declares a field, or changes the one of that name.
  /// - Parameter choices: of a choice; nil leaves them as they are.
  public func put(_ name: String, table: String = "customers", _ cells: Cells, choices: [String]? = nil) throws
    -> Record
  {
    try desk.requireOffice("fields", isForAdministrators: true)
    guard !name.isEmpty, !name.contains("=") else {
      throw FieldError(.usage, "a field's name is not empty and has no \"=\" in it")
    }
    guard Self.tables.contains(table) else {
      throw FieldError(.usage, "\"\(table)\" has no fields of your own: say --table customers")
    }
    if let kind = cells["kind"]?.text, DeclaredField.Kind(rawValue: kind) == nil {
      throw FieldError(.usage, "\"\(kind)\" is no type of field: text, number, date or choice")
    }
    return try desk.write { db in
      let present = try Self.row(name, table, db)
      var cells = cells
      cells["name"] = .text(present?.text("name") ?? name)
      cells["table_name"] = .text(table)
      if let choices { cells["choices"] = .text(Tags.array(choices)) }
      let kind = cells["kind"]?.text ?? present?.text("kind")
      if kind == "choice", Tags.read(cells["choices"]?.text ?? present?.text("choices")).isEmpty {
        throw FieldError(.usage, "say what may be chosen: --choice red --choice blue")
      }
      let id = try db.put(
        "custom_fields", cells, where: "name = ? COLLATE NOCASE AND table_name = ?", [name, table], newID: desk.newID)
      return try db.record("SELECT * FROM custom_fields WHERE id = ?", [Value(id).databaseValue]) ?? Record()
    }
  }

  private static func row(_ name: String, _ table: String, _ db: Database) throws -> Record? {
    try db.record("SELECT * FROM custom_fields WHERE name = ? COLLATE NOCASE AND table_name = ?", [name, table])
  }
}

extension Database {
  /// The values under the names that are declared. An empty value takes a field away, also one that is not declared.
  /// A server that does not know declarations yet has sent no table of them.
  /// - Throws: an error that says what there is, for what is not declared or does not fit.
  func declared(_ fields: [(name: String, value: String)], table: String) throws -> [(name: String, value: String)] {
    guard try tableExists("custom_fields") else { return fields }
    let rows = try records("SELECT * FROM custom_fields WHERE table_name = ? AND active <> 0 ORDER BY name", [table])
    let known = rows.compactMap { DeclaredField($0) }
    if known.isEmpty { return fields }
    return try fields.map { field in
      let name = field.name.lowercased()
      guard let declared = known.first(where: { $0.name.lowercased() == name }) else {
        if field.value.isEmpty { return field }
        throw FieldError(
          .usage,
          "there is no field \"\(field.name)\": the office has declared \(Phrase.list(known.map { Phrase(verbatim: $0.name) }))"
        )
      }
      if !field.value.isEmpty, let fault = declared.fault(of: field.value) { throw FieldError(.usage, fault) }
      return (declared.name, field.value)
    }
  }
}
