import ArgumentParser
import ChangeModel
import FieldSales
import Foundation
import Hub
import HubServer
import OfficeImport

struct SubjectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "subject", abstract: "Hands over all that the server holds about a customer or contact, as JSON.",
    discussion:
      "The audit log tells that somebody looked. With --to the rows go to a file that its owner alone may read.")

  @OptionGroup var hub: HubOptions

  @Argument(help: "The customer, by code, whole name or ID; with --contact the contact.")
  var subject: String

  @Flag(help: "The person is a contact, by name or ID.")
  var contact = false

  @Option(help: ArgumentHelp("Write the rows to this file.", valueName: "file"))
  var to: String?

  func run() async throws {
    let table = contact ? "contacts" : "customers"
    let parts = try await hub.withLink { link in
      let found = try await SubjectFinder(link: link).find(subject, in: table)
      _ = try await link.perform(.noteReading(what: "subject data", subject: found.id))
      return try await SubjectData(link: link).parts(of: found)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = try encoder.encode(Dictionary(parts.map { ($0.table, $0.rows) }) { first, _ in first })
    guard let to else { return Terminal.print(String(decoding: document, as: UTF8.self)) }
    guard
      FileManager.default.createFile(atPath: to, contents: document, attributes: [.posixPermissions: 0o600])
    else { throw OfficeFault("\(to) cannot be written. Check the folder and your rights there.") }
    if !hub.json { for part in parts { Terminal.print("\(part.table) \(part.rows.count)") } }
  }
}

/// All rows of a person: the row itself, and those that name it or hang on one that does.
struct SubjectData {
  struct Part {
    var table: String
    /// By column, as an export writes them.
    var rows: [[String: String]]
  }

  let link: any OfficeLink

  func parts(of subject: SubjectRef) async throws -> [Part] {
    guard let id = RowID(subject.id) else { return [] }
    var known: [String: Set<RowID>] = [subject.table: [id]]
    var parts = [Part]()
    for table in FieldSales.schema.tables {
      let columns = Self.columns(of: table, naming: subject.table)
      guard table.name == subject.table || !columns.isEmpty else { continue }
      var part = Part(table: table.name, rows: [])
      var ids = known[table.name] ?? []
      try await link.forEachRow(of: table.name) { row in
        let isOwn = table.name == subject.table && row.id == id
        let belongs = columns.contains { column in
          row.values[column.name]?.reference?.id.map { known[column.target]?.contains($0) == true } == true
        }
        guard isOwn || belongs && table.name != subject.table else { return }
        ids.insert(row.id)
        part.rows.append(Self.texts(of: row))
      }
      known[table.name] = ids
      if !part.rows.isEmpty { parts.append(part) }
    }
    let all = known.values.reduce(into: Set<RowID>()) { $0.formUnion($1) }
    return parts + (try await conflicts(of: all))
  }

  /// What was decided against one of the rows.
  private func conflicts(of ids: Set<RowID>) async throws -> [Part] {
    var part = Part(table: FieldSales.schema.conflictTable, rows: [])
    try await link.forEachRow(of: part.table) { row in
      guard case .blob(let bytes)? = row.values["row_id"], let id = RowID(bytes), ids.contains(id) else { return }
      part.rows.append(Self.texts(of: row))
    }
    return part.rows.isEmpty ? [] : [part]
  }

  /// The columns that name the person, and the one on whose row a row hangs.
  private static func columns(of table: TableSchema, naming person: String) -> [(name: String, target: String)] {
    let parent: String? = if case .parent(let column) = table.scope { column } else { nil }
    return table.columns.compactMap { column in
      guard let target = column.references, target == person || column.name == parent else { return nil }
      return (column.name, target)
    }
  }

  private static func texts(of row: ImportRow) -> [String: String] {
    var texts = row.values.compactMapValues { CSVWriter.text(of: $0) }
    texts["id"] = row.id.description
    return texts
  }
}
