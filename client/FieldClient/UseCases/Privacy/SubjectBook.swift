import ChangeModel
import FieldSales
import GRDB

/// All that a replica holds about a customer: what a person may ask to see.
public struct SubjectBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// The rows of one table.
  public struct Part: Sendable {
    public var table: String
    public var rows: [Record]
  }

  /// The customer's own row, all that belongs to it, and what was decided against one of these rows in a conflict; as stored.
  public func data(of customer: String) throws -> [Part] {
    try desk.read { db in
      let id = Value(try RowFinder.customer.find(customer, in: db))
      var found = ["customers": [id]]
      var parts = [Part(table: "customers", rows: try rows(of: "customers", where: ["id": [id]], db))]
      for (table, columns) in Self.belonging where try db.tableExists(table) {
        let conditions = columns.compactMap { column in found[column.parent].map { (column.name, $0) } }
        let own = try rows(of: table, where: Dictionary(uniqueKeysWithValues: conditions), db)
        guard !own.isEmpty else { continue }
        found[table] = own.compactMap { $0["id"] }
        parts.append(Part(table: table, rows: own))
      }
      let conflicts = try conflicts(of: found, db)
      return conflicts.isEmpty ? parts : parts + [Part(table: "conflicts", rows: conflicts)]
    }
  }

  /// A column of a table that names the row to which it belongs.
  struct Column: Hashable, Sendable {
    var name: String
    var parent: String
  }

  /// Tables with rows of customers, parents first: those that name a customer, and those whose scope is a row of such a table.
  ///
  /// Who named whom is the other customer's business, and stays out.
  static let belonging: [(table: String, columns: [Column])] = {
    var known: Set = ["customers"]
    var result = [(table: String, columns: [Column])]()
    // Tables come after those to which they refer, but for a few that were added later.
    for _ in 0..<3 {
      for table in FieldSales.schema.tables where table.name != "customers" && !known.contains(table.name) {
        let parent: String? = if case .parent(let column) = table.scope { column } else { nil }
        let columns = table.columns.compactMap { column -> Column? in
          guard let target = column.references, known.contains(target) else { return nil }
          return target == "customers" || column.name == parent ? Column(name: column.name, parent: target) : nil
        }
        guard !columns.isEmpty else { continue }
        known.insert(table.name)
        result.append((table.name, columns))
      }
    }
    return result
  }()

  /// Rows in which one of the columns has one of its values, each once, by ID.
  private func rows(of table: String, where conditions: [String: [Value]], _ db: Database) throws -> [Record] {
    let present = try Set(db.columns(in: table).map(\.name))
    var rows: [Value: Record] = [:]
    for (column, values) in conditions.sorted(by: { $0.key < $1.key }) where present.contains(column) {
      for value in values {
        let found = try db.records("SELECT * FROM \(table) WHERE \(column) = ?", [value.databaseValue])
        for row in found { rows[row["id"] ?? .null] = row }
      }
    }
    return rows.values.sorted { ($0.id ?? Self.nobody) < ($1.id ?? Self.nobody) }
  }

  private static let nobody = RowID(high: 0, low: 0)

  private func conflicts(of found: [String: [Value]], _ db: Database) throws -> [Record] {
    let all = Set(found.values.flatMap { $0 })
    return try db.records("SELECT * FROM conflicts ORDER BY id").filter { all.contains($0["row_id"] ?? .null) }
  }
}
