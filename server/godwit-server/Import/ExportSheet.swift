import ChangeModel
import Foundation
import Hub
import HubServer
import OfficeImport

/// Writes rows to standard output, as CSV or as one JSON array, a quarter of a megabyte at a time.
struct ExportSheet {
  private let columns: [String]
  private let isJSON: Bool
  private var buffer = Data()
  private var count = 0

  init(columns: [String], isJSON: Bool) {
    self.columns = columns
    self.isJSON = isJSON
    write(isJSON ? "[" : CSVWriter.line(["id"] + columns))
  }

  mutating func add(_ row: ImportRow) {
    if isJSON {
      write((count == 0 ? "\n" : ",\n") + json(row))
    } else {
      write(CSVWriter.line([row.id.description] + columns.map { CSVWriter.text(of: row.values[$0] ?? .null) }))
    }
    count += 1
  }

  mutating func end() {
    if isJSON { write("\n]\n") }
    FileHandle.standardOutput.write(buffer)
    buffer = Data()
  }

  private mutating func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    guard buffer.count > 1 << 18 else { return }
    FileHandle.standardOutput.write(buffer)
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
