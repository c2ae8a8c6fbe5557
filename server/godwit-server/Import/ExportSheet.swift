import ChangeModel
import Foundation
import Hub
import HubServer
import OfficeImport

/// Writes rows to a file, as CSV or as one JSON array, a quarter of a megabyte at a time.
struct ExportSheet {
  private let columns: [String]
  private let isJSON: Bool
  private let file: FileHandle
  private var buffer = Data()
  private var count = 0

  init(columns: [String], isJSON: Bool, to file: FileHandle) {
    self.columns = columns
    self.isJSON = isJSON
    self.file = file
    append(isJSON ? "[" : CSVWriter.line(["id"] + columns))
  }

  mutating func add(_ row: ImportRow) throws {
    if isJSON {
      append((count == 0 ? "\n" : ",\n") + json(row))
    } else {
      append(CSVWriter.line([row.id.description] + columns.map { CSVWriter.text(of: row.values[$0] ?? .null) }))
    }
    count += 1
    if buffer.count > 1 << 18 { try flush() }
  }

  mutating func end() throws {
    if isJSON { append("\n]\n") }
    try flush()
  }

  private mutating func append(_ text: String) {
    buffer.append(contentsOf: text.utf8)
  }

  private mutating func flush() throws {
    do {
      try file.write(contentsOf: buffer)
    } catch {
      throw OfficeFault("The export cannot be written: \(error.localizedDescription). Is the disk full?")
    }
    buffer = Data()
  }

  private func json(_ row: ImportRow) -> String {
    let fields = columns.map { "\(string($0)):\(json(row.values[$0] ?? .null))" }
    return "{" + (["\"id\":\(string(row.id.description))"] + fields).joined(separator: ",") + "}"
  }

  private func json(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .integer(let number): String(number)
    case .real(let number): number.isFinite ? "\(number)" : "null"
    default: CSVWriter.text(of: value).map(string) ?? "null"
    }
  }

  private func string(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }
}
