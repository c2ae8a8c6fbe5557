import Foundation

/// A file with named columns: CSV, or a table of an SQLite database, written `shop.sqlite#customers`.
public struct SourceFile {
  private enum Form {
    case csv(CSVFile)
    case table(SQLiteTable)
  }

  /// As it was named, with the table.
  public let path: String
  public let encoding: TextEncoding
  /// The column names, trimmed, and each another one.
  public let header: [String]
  private var form: Form

  /// - Parameters:
  ///   - encoding: of CSV; a database says itself how its texts are written.
  ///   - delimiter: found from the header line when nil.
  /// - Throws: `ImportFault` when the file cannot be read, is not text in the encoding, or has no header.
  public init(path: String, encoding: TextEncoding = .utf8, delimiter: UInt8? = nil) throws {
    self.path = path
    if let place = try Self.place(path) {
      let table = try SQLiteTable(database: place.database, table: place.table)
      (self.encoding, header, form) = (.utf8, table.header, .table(table))
    } else {
      let file = try CSVFile(path: path, encoding: encoding, delimiter: delimiter)
      (self.encoding, header, form) = (encoding, file.header, .csv(file))
    }
  }

  public mutating func next() throws -> CSVRecord? {
    switch form {
    case .table(let table): return try table.next()
    case .csv(var file):
      defer { form = .csv(file) }
      return try file.next()
    }
  }

  /// The index of a column.
  public func column(_ name: String) -> Int? { header.firstIndex(of: name) }

  /// Where another file of the same set is: beside this one, or `#table` in the same database; `.` is this file.
  func path(ofOther name: String) -> String {
    if name == "." { return path }
    if name.hasPrefix("#"), case .table(let table) = form { return table.database + name }
    return URL(filePath: path).deletingLastPathComponent().appending(path: name).path
  }

  /// The database and table that a path names; nil for the path of another file.
  private static func place(_ path: String) throws -> (database: String, table: String)? {
    if FileManager.default.fileExists(atPath: path) {
      guard SQLiteTable.isDatabase(path) else { return nil }
      let names = try SQLiteTable.names(in: path)
      throw ImportFault(
        "\(path) is an SQLite database. Name one of its tables, as in \(path)#\(names.first ?? "table"); there are"
          + " \(names.joined(separator: ", ")).")
    }
    guard let mark = path.lastIndex(of: "#") else { return nil }
    let database = String(path[..<mark])
    guard SQLiteTable.isDatabase(database) else { return nil }
    return (database, String(path[path.index(after: mark)...]))
  }
}
