import FieldSales
import Foundation
import Testing

@Suite struct DictionaryTests {
  /// Set `GODWIT_REWRITE=1` to write the file anew.
  @Test func dataDictionary_isTheCommittedFile() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/data-dictionary.md")
    let dictionary = FieldSales.dictionary()
    if ProcessInfo.processInfo.environment["GODWIT_REWRITE"] == "1" {
      try Data(dictionary.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == dictionary)
  }
}
