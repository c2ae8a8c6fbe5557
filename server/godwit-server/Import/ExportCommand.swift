import ArgumentParser
import ChangeModel
import FieldSales
import Foundation
import Hub
import HubServer
import OfficeImport

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the rows of a kind to standard output, as CSV, or everything to a folder.",
    discussion: """
      The header has id and the names of our columns. Money is in minor units, times are milliseconds since 1970 UTC, \
      references are IDs: `import` takes such a file as it is. Texts stand as they are stored; in a spreadsheet, import them \
      as text, for some may begin like a formula.

      `export DIR all --to FOLDER` writes a file for each table, and manifest.json with the number of rows and a digest of \
      each.
      """)

  @OptionGroup var hub: HubOptions

  @Argument(help: "What to write: a kind that can be imported, another table, or all.")
  var kind: String

  @Option(help: ArgumentHelp("The folder for `all`; it is created if need be.", valueName: "folder"))
  var to: String?

  func validate() throws {
    if kind == "all", to == nil { throw ValidationError("Everything needs a folder: --to FOLDER.") }
    if kind != "all", to != nil { throw ValidationError("One kind goes to standard output: leave --to out.") }
  }

  func run() async throws {
    if let to { return try await exportAll(to: to) }
    let (table, filter) = try source()
    let asJSON = hub.json
    try await hub.withLink { link in
      _ = try await link.perform(.noteReading(what: "export \(kind)", subject: nil))
      var sheet = ExportSheet(columns: table.columns.map(\.name), isJSON: asJSON, to: .standardOutput)
      try await link.forEachRow(of: table.name) { row in
        if filter == nil || row.values["kind"]?.text == filter { try sheet.add(row) }
      }
      try sheet.end()
    }
  }

  private func exportAll(to folder: String) async throws {
    let asJSON = hub.json
    let manifest = try await hub.withLink { link in
      _ = try await link.perform(.noteReading(what: "export all", subject: nil))
      return try await FullExport(link: link, folder: folder, isJSON: asJSON).run()
    }
    try hub.print(manifest) { manifest in
      ["exported \(manifest.org) at position \(manifest.position) to \(folder)"]
        + manifest.tables.map { "  \($0.file): \($0.rows) rows, digest \($0.digest)" }
    }
  }

  private func source() throws -> (table: TableSchema, filter: String?) {
    let name = ImportKind.all.first { $0.name == kind }?.table ?? kind
    guard let table = FieldSales.schema[name] else {
      let names = FieldSales.schema.tables.map(\.name) + ["invoices", "payments", "all"]
      throw OfficeFault("There is no kind \"\(kind)\". Kinds are \(names.joined(separator: ", ")).")
    }
    let filters = ["invoices": "invoice", "payments": "payment"]
    return (table, filters[kind])
  }
}
