import ArgumentParser
import FieldClient

/// Which conflicts are meant, where not one alone is.
struct ConflictsFilter: ParsableArguments {
  @Option(help: "Only conflicts in this table, such as customers.") var table: String?
  @Option(help: "Only conflicts about this column, such as phone.") var column: String?

  var filter: ConflictBook.Filter { ConflictBook.Filter(table: table, column: column) }
  var isGiven: Bool { table != nil || column != nil }
}
