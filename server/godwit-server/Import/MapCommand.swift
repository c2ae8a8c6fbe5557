import ArgumentParser
import FieldSales
import Foundation
import OfficeImport

struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Drafts and shows mappings.", subcommands: [Propose.self, Show.self])

  struct Propose: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Drafts the mapping of a file from its column names and values.",
      discussion: """
        The draft goes to standard output. Read it, correct it, and try it: \
        godwit-server map propose FILE > my.map; godwit-server import DIR KIND FILE --map my.map --dry-run
        """)

    @Argument(help: "The file: CSV, compressed or not, or a table of an SQLite database as in shop.sqlite#customers.")
    var file: String

    @Option(help: "What the file holds; guessed if left out.")
    var kind: String?

    @Option(help: "The system that the file comes from, one word; it keeps the keys of two systems apart.")
    var source: String?

    @OptionGroup var form: FormOptions

    func run() throws {
      let profile = try FileProfile(path: file, encoding: form.textEncoding, delimiter: form.delimiterByte)
      let proposal = try MappingProposal(
        profile, kind: try kind.map(ImportKind.named), source: source ?? "other", schema: FieldSales.schema,
        encoding: form.textEncoding, delimiter: form.delimiterByte)
      Terminal.print(proposal.text.trimmingCharacters(in: .newlines))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows a built-in mapping, to be taken as an example.")

    @Argument(help: "The set: \(Mapping.builtInNames.joined(separator: ", ")).")
    var name: String

    @Argument(help: "What is mapped.")
    var kind: String

    func run() throws {
      guard let text = Mapping.builtInText(name, kind: try .named(kind)) else {
        throw ImportFault(
          "There is no mapping \(name) for \(kind). Sets are \(Mapping.builtInNames.joined(separator: ", ")).")
      }
      Terminal.print(text)
    }
  }
}
