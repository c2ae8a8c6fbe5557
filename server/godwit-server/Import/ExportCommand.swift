import ArgumentParser
import ChangeModel
import FieldSales
import Foundation
import Hub
import HubServer
import OfficeImport

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the rows of a kind to standard output, as CSV.",
    discussion: """
      The header has id and the names of our columns. Money is in minor units, times are milliseconds since 1970 UTC, \
      references are IDs: `import` takes such a file as it is. Texts stand as they are stored; in a spreadsheet, import them \
      as text, for some may begin like a formula.
      """)

  @OptionGroup var hub: HubOptions

  @Argument(help: "What to write: a kind that can be imported, or conflicts.")
  var kind: String

  func run() async throws {
    let (table, filter) = try source()
    let columns = table.columns.map(\.name)
    let asJSON = hub.json
    try await hub.withLink { link in
      var sheet = ExportSheet(columns: columns, isJSON: asJSON)
      try await link.forEachRow(of: table.name) { row in
        if filter == nil || row.values["kind"]?.text == filter { sheet.add(row) }
      }
      sheet.end()
    }
  }

  private func source() throws -> (table: TableSchema, filter: String?) {
    let name = ImportKind.all.first { $0.name == kind }?.table ?? kind
    guard let table = FieldSales.schema[name] else {
      let names = FieldSales.schema.tables.map(\.name) + ["invoices", "payments"]
      throw OfficeFault("There is no kind \"\(kind)\". Kinds are \(names.joined(separator: ", ")).")
    }
    let filters = ["invoices": "invoice", "payments": "payment"]
    return (table, filters[kind])
  }
}
