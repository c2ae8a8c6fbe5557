import Foundation
import Hub
import OfficeImport

/// Rows of a document as a CSV file for the import, which then treats them as it treats files: keys, mappings, checks.
///
/// The file is its owner's alone, and gone with the object.
final class ERPSheet {
  let path: String
  /// By the line on which a row begins, its place in the document.
  private(set) var places: [Int: Int] = [:]

  init(_ rows: [(place: Int, cells: [String: ERPCell])], columns: [String]) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "godwit-\(UUID().uuidString).csv").path
    var text = CSVWriter.line(columns)
    var line = 2
    for row in rows {
      places[line] = row.place
      let fields = CSVWriter.line(columns.map { row.cells[$0]?.field })
      line += fields.utf8.count { $0 == 0x0A }
      text += fields
    }
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw OfficeFault("\(path) cannot be written. Is the disk full?") }
  }

  deinit {
    // What cannot be removed is the system's to clean up.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Sheets for rows that may name different columns: a column that a row does not name stays as it is.
  static func sheets(of rows: [(place: Int, cells: [String: ERPCell])]) throws -> [ERPSheet] {
    let groups = Dictionary(grouping: rows) { $0.cells.keys.sorted() }
    return try groups.sorted { ($0.value.first?.place ?? 0) < ($1.value.first?.place ?? 0) }
      .map { try ERPSheet($0.value, columns: $0.key) }
  }
}
