import ChangeModel
import FieldClient
import FieldSales
import Foundation
import Testing

@testable import godwit

/// A label without Chinese fails here, with the line that the catalogue lacks.
@Suite struct CatalogueTests {
  private let labels: LabelsInUse

  init() throws {
    labels = try LabelsInUse(folders: ["client/godwit", "client/FieldClient"])
  }

  @Test func everyTitleHasChinese() {
    #expect(labels.titles.count > 100, "the search for titles finds hardly any: it is broken")
    let known = Catalogue.chinese.titles
    let missing = labels.titles.filter { known[$0.key] == nil && known[$0.key.lowercased()] == nil }
    #expect(Set(missing.keys.map { $0.lowercased() }).isEmpty, "ChineseTitles lacks:\n\(Self.lines(missing))")
  }

  @Test func everyPhraseHasChinese() {
    #expect(labels.phrases.count > 100, "the search for phrases finds hardly any: it is broken")
    let missing = labels.phrases.filter { Catalogue.chinese.phrases[$0.key] == nil }
    #expect(missing.isEmpty, "ChinesePhrases lacks:\n\(Self.lines(missing))")
    #expect(labels.mistakes.isEmpty, "\(labels.mistakes.joined(separator: "\n"))")
  }

  /// The states of all workflows, and the words that meanings name.
  @Test func everyWordOfTheSchemaHasChinese() {
    var missing = [String]()
    for table in FieldSales.schema.tables {
      for column in table.columns {
        guard case .workflow(let workflow) = column.policy else { continue }
        missing += workflow.states.map(\.name).filter { Catalogue.chinese.words[$0] == nil }
          .map { "\($0) => (a state of \(table.name).\(column.name))" }
      }
    }
    #expect(missing.isEmpty, "ChineseWords lacks:\n\(missing.joined(separator: "\n"))")
  }

  @Test func everyTranslationSaysAllValues() {
    for (key, chinese) in Catalogue.chinese.phrases.sorted(by: { $0.key < $1.key }) {
      let count = key.ranges(of: "{}").count
      let names = chinese.matches(of: #/\{(\d*)\}/#).map(\.1)
      if names.allSatisfy(\.isEmpty) {
        #expect(names.count == count, "\(key) => \(chinese)")
      } else {
        #expect(names.compactMap { Int($0) }.sorted() == Array(1...max(1, count)), "\(key) => \(chinese)")
      }
    }
  }

  @Test func theSearchFindsWhatACallHandsOver() {
    var found = try? LabelsInUse(folders: [])
    found?.read(
      SourceText(
        #"""
        // say("a comment")
        let list = [Field("NAME", "name")]
        printer.say("one \(Count.of(rows.count, "row")) and " + "two \(x ?? "")")
        throw FieldError(.usage, ok ? "yes \(name)" : "no")
        var phrase: Phrase =
          "first"
          + " second"
        let other = "not for people"
        printer.say("a" + b)
        printer.say("it is \(isOpen ? "open" : "shut")")
        """#), from: "x")
    #expect(found?.titles.keys.sorted() == ["NAME"])
    #expect(
      found?.phrases.keys.sorted() == [
        "1 row", "a", "first second", "it is {}", "no", "one {} and two {}", "yes {}", "{} rows",
      ])
    #expect(found?.mistakes.count == 3)
  }

  private static func lines(_ missing: [String: String]) -> String {
    missing.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { "\($0.key) => \t\t\($0.value)" }
      .joined(separator: "\n")
  }
}
