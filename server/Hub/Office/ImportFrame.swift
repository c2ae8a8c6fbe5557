import ChangeModel
import SyncProtocol

/// Import rows in bytes, for the way to a running server: a change set whose cells are the named columns.
public enum ImportFrame {
  /// How many rows one request may carry.
  public static let rowsMax = 10_000

  /// - Throws: `OfficeFault` when a row names a table or column that the schema does not have.
  public static func encode(_ rows: [ImportRow], schema: Schema) throws -> [UInt8] {
    let changes = try rows.map { row in
      guard let table = schema.index(of: row.table) else { throw OfficeFault("There is no table \(row.table).") }
      let columns = schema.tables[table]
      let cells = try row.values.map { name, value in
        guard let column = columns.column(name) else { throw OfficeFault("\(row.table) has no column \(name).") }
        return CellChange(column: column, edit: .set(value))
      }
      return RowChange(
        table: table, row: .id(row.id), kind: .update, cells: cells.sorted { $0.column < $1.column })
    }
    return ChangeSetCodec.encode(
      ChangeSet(
        dot: Dot(device: officeDevice, sequence: 1), stamp: .zero, context: Context(base: 0), isUnion: false,
        changes: changes))
  }

  /// - Throws: `OfficeFault` when the bytes are not rows of this schema.
  public static func decode(_ bytes: [UInt8], schema: Schema) throws -> [ImportRow] {
    let changeSet: ChangeSet
    do {
      changeSet = try ChangeSetCodec.decode(bytes)
    } catch {
      throw OfficeFault("The rows cannot be read: \(error.message)")
    }
    return try changeSet.changes.map { change in
      guard schema.tables.indices.contains(change.table), case .id(let id) = change.row else {
        throw OfficeFault("The rows are not those of the schema.")
      }
      let table = schema.tables[change.table]
      var values = [String: Value]()
      for cell in change.cells {
        guard table.columns.indices.contains(cell.column), case .set(let value) = cell.edit else {
          throw OfficeFault("The rows are not those of the schema.")
        }
        values[table.columns[cell.column].name] = value
      }
      return ImportRow(table: table.name, id: id, values: values)
    }
  }
}

/// Where a page of rows begins, on its way to a running server.
public struct RowPlace: Codable, Sendable {
  public var table: String
  public var after: Int64

  public init(table: String, after: Int64) {
    self.table = table
    self.after = after
  }
}

extension RowPage {
  /// Eight bytes with `last`, least significant first, and the rows.
  public func encoded(schema: Schema) throws -> [UInt8] {
    let head = (0..<8).map { UInt8(truncatingIfNeeded: last >> (8 * $0)) }
    return head + (try ImportFrame.encode(rows, schema: schema))
  }

  /// - Throws: `OfficeFault` when the bytes are not a page.
  public init(decoding bytes: [UInt8], schema: Schema) throws {
    guard bytes.count > 8 else { throw OfficeFault("The rows cannot be read: too few bytes.") }
    last = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int64($1) }
    rows = try ImportFrame.decode(Array(bytes.dropFirst(8)), schema: schema)
  }
}
