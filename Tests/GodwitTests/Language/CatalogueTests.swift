import ChangeModel
import FieldSales
import Foundation
import Testing

@testable import FieldClient
@testable import godwit

/// A label without Chinese fails here, with the line that the catalogue lacks.
@Suite struct CatalogueTests {
  /// Read once: it takes seconds.
  private static let labels = Result { try LabelsInUse(folders: ["client/godwit", "client/FieldClient"]) }

  @Test func everyTitleHasChinese() throws {
    let labels = try Self.labels.get()
    #expect(labels.titles.count > 100, "the search for titles finds hardly any: it is broken")
    let known = Catalogue.chinese.titles
    let missing = labels.titles.filter { known[$0.key] == nil && known[$0.key.lowercased()] == nil }
    #expect(Set(missing.keys.map { $0.lowercased() }).isEmpty, "ChineseTitles lacks:\n\(Self.lines(missing))")
  }

  @Test func everyPhraseHasChinese() throws {
    let labels = try Self.labels.get()
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

  /// What a rule says ends with a full stop, also within what another one says.
  @Test func everySentenceOfTheRulesHasChinese() throws {
    let known = Set(Catalogue.lines(ChineseSentences.all).map(\.key))
    let rules = try LabelsInUse.sentences(folder: "Sources/FieldSales/Rules")
    #expect(rules.count > 40, "the search for sentences finds hardly any: it is broken")
    let missing = rules.filter { !known.contains($0) }
    #expect(missing.isEmpty, "ChineseSentences lacks:\n\(missing.joined(separator: "\n"))")
  }

  /// The later one would win unseen, and one meaning would be lost.
  @Test func noKeyStandsTwice() {
    let parts = [ChineseTitles.all, ChineseWords.all, ChinesePhrases.all, ChineseSentences.all, ChineseHelp.all]
    for part in parts {
      let keys = Catalogue.lines(part).map(\.key)
      let twice = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
      #expect(twice.isEmpty, "\(twice)")
    }
  }

  @Test func aWordMayMeanSomethingElseInOneColumn() {
    #expect(Catalogue.word("offer", of: "purpose", in: .chinese) == "报价")
    #expect(Catalogue.word("offer", of: "kind", in: .chinese) == "优惠")
    #expect(Catalogue.word("month", of: "level", in: .chinese) == "1个月内")
    #expect(Catalogue.word("month", of: "period", in: .chinese) == "月")
    #expect(Catalogue.word("draft", of: "status", in: .chinese) == "草稿")
  }

  @Test func everyTranslationSaysAllValues() {
    let entries = Catalogue.lines(ChinesePhrases.all + ChineseSentences.all + ChineseHelp.all)
    for (key, chinese) in entries {
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
        if isOpen { section("Bare", rows, fields) }
        switch kind { case "stored": say("said") }
        Notice(topic: .stock, isWarning: true, text: "short by \(Phrase(counting: n, "unit"))")
        printer.say("a" + b)
        printer.say("it is \(isOpen ? "open" : "shut")")
        """#), from: "x")
    #expect(found?.titles.keys.sorted() == ["Bare", "NAME"])
    #expect(
      found?.phrases.keys.sorted() == [
        "1 row", "1 unit", "a", "first second", "it is {}", "no", "one {} and two {}", "said", "short by {}", "yes {}",
        "{} rows", "{} units",
      ])
    #expect(found?.mistakes.count == 3)
  }

  private static func lines(_ missing: [String: String]) -> String {
    missing.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { "\($0.key) => \t\t\($0.value)" }
      .joined(separator: "\n")
  }
}
