import ArgumentParser
import OfficeImport

struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Shows what a file holds, before anybody imports it.",
    discussion: "Missing values, forms, ranges, shapes, outliers, wrong encodings and repeated rows, column by column.")

  @Argument(help: "The file: CSV, compressed or not, or a table of an SQLite database as in shop.sqlite#customers.")
  var file: String

  @OptionGroup var form: FormOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() throws {
    let profile = try FileProfile(path: file, encoding: form.textEncoding, delimiter: form.delimiterByte)
    if json { return try Terminal.print(json: profile) }
    for line in profile.lines { Terminal.print(line) }
  }
}

/// How a file is written.
struct FormOptions: ParsableArguments {
  @Option(help: "How the file is written: utf8, latin1, windows1252, gb18030 or utf16.")
  var encoding: String = "utf8"

  @Option(help: "What divides the fields; found in the header line if left out.")
  var delimiter: String?

  func validate() throws {
    if TextEncoding(name: encoding) == nil {
      throw ValidationError("There is no encoding \(encoding). There are \(TextEncoding.names).")
    }
    if let delimiter, delimiter.utf8.count != 1 { throw ValidationError("A delimiter is one character.") }
  }

  var textEncoding: TextEncoding { TextEncoding(name: encoding) ?? .utf8 }
  var delimiterByte: UInt8? { delimiter?.utf8.first }
}
