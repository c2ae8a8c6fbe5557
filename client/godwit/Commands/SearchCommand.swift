import ArgumentParser
import FieldClient

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Look for words in customers, orders, leads, tasks and all else that you deal with.",
    discussion: """
      Customers, contacts, products, orders, visits, leads, opportunities, complaints and tasks are looked through, and \
      shown in this order.
      """)

  @Argument(help: "Every one must occur.") var words: [String]
  @Option(help: "Show at most so many of each kind.") var limit = 20
  @OptionGroup var common: CommonOptions

  func run() throws {
    guard limit > 0 else { throw FieldError(.usage, "--limit takes a number from 1 on") }
    common.printer.list(
      try Search(common.desk()).find(words.joined(separator: " "), limit: limit),
      [
        Field("KIND", "kind"), Field("CODE", "handle"), Field("NAME", "name"), Field("DETAIL", "detail"),
        Field("ID", "id", .shortID),
      ], empty: "nothing has all of these words")
  }
}
