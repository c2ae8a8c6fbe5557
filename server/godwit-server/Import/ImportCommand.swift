import ArgumentParser
import FieldSales
import Foundation
import Hub
import HubServer
import OfficeImport

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Brings rows to the state that they have in a CSV file.",
    discussion: """
      A row is found again by its key, so an import can be repeated; what is so already is not written. Rows that cannot \
      be taken are named one by one, and the others go on; the exit status is then 3.

      Kinds, in the order in which they refer to each other: \
      \(ImportKind.all.map(\.name).joined(separator: ", ")).
      """)

  @OptionGroup var hub: HubOptions

  @Argument(help: "What the file holds.")
  var kind: String

  @Argument(help: "The CSV file; it may be compressed with gzip.")
  var file: String

  @Option(help: "The territory, by name or ID, of customers that name none.")
  var territory: String?

  @Option(
    help: ArgumentHelp(
      "How the columns become ours: a built-in mapping (\(Mapping.builtInNames.joined(separator: ", "))) or a file.",
      valueName: "name|file"))
  var map: String?

  @Option(help: "How the file is written: utf8, latin1 or windows1252.")
  var encoding: String?

  @Option(help: "What divides the fields; found in the header line if left out.")
  var delimiter: String?

  @Flag(help: "Do everything but write.")
  var dryRun = false

  func validate() throws {
    if let encoding, TextEncoding(name: encoding) == nil {
      throw ValidationError("There is no encoding \(encoding). There are utf8, latin1 and windows1252.")
    }
    if let delimiter, delimiter.utf8.count != 1 { throw ValidationError("A delimiter is one character.") }
    if !ImportKind.all.contains(where: { $0.name == kind }) {
      throw ValidationError(
        "There is no kind \"\(kind)\". Kinds are \(ImportKind.all.map(\.name).joined(separator: ", ")).")
    }
  }

  func run() async throws {
    let kind = try ImportKind.named(kind)
    let mapping = try mapping(for: kind)
    let report = try await hub.withLink { link in
      let job = ImportJob(
        link: link, kind: kind, file: file, mapping: mapping, territory: territory,
        encoding: encoding.flatMap { TextEncoding(name: $0) }, delimiter: delimiter?.utf8.first, isDryRun: dryRun)
      return try await job.run()
    }
    try hub.print(report) { $0.lines }
    if report.refused > 0 { throw CommandExit.needsPerson }
  }

  private func mapping(for kind: ImportKind) throws -> Mapping? {
    guard let map else { return nil }
    if let text = Mapping.builtInText(map, kind: kind) { return try Mapping.parse(text, name: map) }
    guard !Mapping.builtInNames.contains(map) else {
      throw OfficeFault("The mapping \(map) has nothing for \(kind.name). Write one in a file; see docs/import.md.")
    }
    guard let data = FileManager.default.contents(atPath: map) else {
      throw OfficeFault(
        "There is no mapping \(map): no file of that name, and none of the built-in ones"
          + " (\(Mapping.builtInNames.joined(separator: ", "))).")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw OfficeFault("The mapping \(map) is not UTF-8. Save it as UTF-8.")
    }
    return try Mapping.parse(text, name: map)
  }
}

extension ImportReport {
  /// The account, for people.
  fileprivate var lines: [String] {
    var lines = ["\(isDryRun ? "dry run, nothing was written: " : "")\(kind) from \(file) (\(mapping))"]
    lines.append(
      "  read \(read): inserted \(inserted), updated \(updated), unchanged \(unchanged), refused \(refused)")
    for (reason, count) in skipped.sorted(by: { $0.key < $1.key }) { lines.append("  left out \(count): \(reason)") }
    if warnings > 0 { lines.append("  warnings \(warnings)") }
    for (name, sum) in sums.sorted(by: { $0.key < $1.key }) { lines.append("  sum of \(name): \(sum)") }
    if let count = afterwards["balances_set"] { lines.append("  balances set: \(count)") }
    if let count = afterwards["users_added"] { lines.append("  reps made users: \(count)") }
    return lines
  }
}
