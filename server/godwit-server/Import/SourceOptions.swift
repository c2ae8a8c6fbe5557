import ArgumentParser
import Foundation
import Hub
import OfficeImport

/// A file of another system, and how it is to be read.
struct SourceOptions: ParsableArguments {
  @Argument(help: "What the file holds.")
  var kind: String

  @Argument(
    help: "The file: CSV, compressed with gzip or not, or a table of an SQLite database as in shop.sqlite#customers.")
  var file: String

  @Option(help: "The territory, by name or ID, of customers that name none.")
  var territory: String?

  @Option(
    help: ArgumentHelp(
      "How the columns become ours: a built-in mapping (\(Mapping.builtInNames.joined(separator: ", "))) or a file.",
      valueName: "name|file"))
  var map: String?

  @Option(help: "How the file is written: utf8, latin1, windows1252, gb18030 or utf16.")
  var encoding: String?

  @Option(help: "What divides the fields; found in the header line if left out.")
  var delimiter: String?

  func validate() throws {
    if let encoding, TextEncoding(name: encoding) == nil {
      throw ValidationError("There is no encoding \(encoding). There are \(TextEncoding.names).")
    }
    if let delimiter, delimiter.utf8.count != 1 { throw ValidationError("A delimiter is one character.") }
    if !ImportKind.all.contains(where: { $0.name == kind }) {
      throw ValidationError(
        "There is no kind \"\(kind)\". Kinds are \(ImportKind.all.map(\.name).joined(separator: ", ")).")
    }
  }

  var textEncoding: TextEncoding? { encoding.flatMap { TextEncoding(name: $0) } }
  var delimiterByte: UInt8? { delimiter?.utf8.first }

  /// The mapping that was named; nil for a file with our own columns.
  func mapping(for kind: ImportKind) throws -> Mapping? {
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
