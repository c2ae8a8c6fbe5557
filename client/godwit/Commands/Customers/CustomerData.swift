import ArgumentParser
import ChangeModel
import FieldClient
import Foundation

struct CustomerData: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Show or hand over all that is held about a customer.",
    discussion: """
      All rows of all tables that belong to the customer, as far as this replica has them; the office's has all. With --to \
      they are written to a file, as JSON, which you alone may read.
      """)

  @Argument(help: "The customer.") var customer: String
  @Option(help: ArgumentHelp("Write the rows to this file.", valueName: "file")) var to: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let desk = try common.desk()
    let parts = try SubjectBook(desk).data(of: customer)
    let document = JSON.object([
      ("made_at", .integer(desk.now)), ("tables", .object(parts.map { ($0.table, JSON($0.rows)) })),
    ])
    if let to { try write(document.text + "\n", to: to) }
    if common.json { return common.printer.document(document) }
    let counts = parts.map { part in
      Record(columns: ["table", "rows"], values: [.text(part.table), .integer(Int64(part.rows.count))])
    }
    common.printer.list(counts, [Field("TABLE", "table"), Field("ROWS", "rows", .number)], empty: "")
    if let to { common.printer.say("written to \(to)") } else { common.printer.say("--to FILE writes all of it") }
  }

  private func write(_ text: String, to path: String) throws {
    let isMade = FileManager.default.createFile(
      atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    guard isMade else { throw FieldError(.failed, "\(path) cannot be written: check the folder and your rights there") }
  }
}
