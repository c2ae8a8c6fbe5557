import ChangeModel
import Foundation
import GRDB
import Testing

@testable import FieldClient

@Suite struct SearchTests {
  private let trial: TrialDesk
  private let search: Search

  init() throws {
    trial = try TrialDesk()
    search = Search(trial.desk)
  }

  private func names(_ text: String) throws -> [String] {
    try search.find(text, limit: 20).compactMap { $0.text("name") }
  }

  @Test func chineseIsFoundInAnyPart() throws {
    let book = CustomerBook(trial.desk)
    for name in ["张伟强", "李娜", "上海虹桥茶叶有限公司", "𠮷田商事"] { _ = try book.add(["name": .text(name)], territory: nil) }
    #expect(try names("张伟强") == ["张伟强"])
    #expect(try names("伟强") == ["张伟强"])
    #expect(try names("强") == ["张伟强"])
    #expect(try names("娜") == ["李娜"])
    #expect(try names("虹桥 茶叶") == ["上海虹桥茶叶有限公司"])
    #expect(try names("𠮷") == ["𠮷田商事"])
    // Both characters are there, but not side by side.
    #expect(try names("海茶").isEmpty)
    #expect(try names("緑茶") == ["緑茶"])
  }

  @Test func wordsAreFoundByTheirBeginnings_withoutMarksAndCapitals() throws {
    _ = try CustomerBook(trial.desk).edit("C-1", ["name": .text("Müller & Söhne"), "notes": .text("ＡＢＣ Tor 3")])
    #expect(try names("muller") == ["Müller & Söhne"])
    #expect(try names("SÖH mül") == ["Müller & Söhne"])
    #expect(try names("abc tor") == ["Müller & Söhne"])
    #expect(try names("c-1").contains("Müller & Söhne"))
    #expect(try names("acme").isEmpty)
    #expect(try names("muller nobody").isEmpty)
  }

  @Test func leadsComplaintsOpportunitiesAndTasksAreFound_inChineseToo() throws {
    _ = try LeadBook(trial.desk).add(["interest": .text("茶园直供的乌龙")], customer: "C-1")
    _ = try ComplaintBook(trial.desk).add(["subject": .text("茶叶受潮"), "wanted": .text("换货")], customer: "C-1")
    _ = try OpportunityBook(trial.desk).add(["name": .text("Terrace of the café")], customer: "C-1")
    let task = try TaskBook(trial.desk).add(["subject": .text("寄茶样"), "notes": .text("two tins")])
    func kinds(_ text: String) throws -> [String?] { try search.find(text, limit: 20).map { $0.text("kind") } }
    #expect(try kinds("乌龙") == ["lead"])
    #expect(try kinds("受潮") == ["complaint"])
    #expect(try kinds("换货") == ["complaint"])
    #expect(try kinds("terrace cafe") == ["opportunity"])
    #expect(try kinds("tins") == ["task"])
    // A product's name is Japanese, and has the tea too.
    #expect(try kinds("茶") == ["product", "lead", "complaint", "task"])
    #expect(try names("寄茶样") == ["寄茶样"])
    _ = try ComplaintBook(trial.desk).answer("C-1", "已补发新货")
    #expect(try kinds("补发") == ["complaint"])
    _ = try TaskBook(trial.desk).delete(try #require(task.id).description)
    #expect(try kinds("茶样").isEmpty)
  }

  @Test func storedWordsAreSaidInTheReadersLanguage() throws {
    _ = try LeadBook(trial.desk).add(["interest": .text("oolong"), "level": .text("month")], customer: "C-1")
    try trial.execute("UPDATE leads SET level = 'month'")
    func handles(_ language: Language?) throws -> [String?] {
      try Search(Desk(trial.replica, language: language)).find("oolong", limit: 5).map { $0.text("handle") }
    }
    #expect(try handles(.chinese) == ["1个月内"])
    #expect(try handles(.english) == ["month"])
    #expect(try handles(nil) == ["month"])
  }

  /// The version before did not follow these tables.
  @Test func anIndexThatLacksAKindIsMadeAnew() throws {
    _ = try LeadBook(trial.desk).add(["interest": .text("Darjeeling")], customer: "C-1")
    try SearchIndex(trial.replica)?.catchUp([.customers])
    #expect(try names("darjeeling") == ["Acme"])
  }

  @Test(arguments: ["\"", "a\" OR \"b", "NEAR(", "*", "words:x", "' ; DROP TABLE words", "{", "^x", "\u{0}"])
  func signsOfTheQueryLanguageAreNoSigns(text: String) throws {
    #expect(throws: Never.self) { try search.find(text, limit: 5) }
    #expect(try names("twin") == ["Twin", "Twin"])
  }

  @Test func textWithoutLettersIsFoundAsItIs() throws {
    #expect(try search.find("%_", limit: 5).compactMap { $0.text("handle") } == ["C-3"])
  }

  /// As any program does that knows nothing of Godwit.
  @Test func foreignWritesAreFound() throws {
    #expect(try names("acme") == ["Acme"])
    let foreign = try DatabaseQueue(path: trial.replica.path)
    try foreign.write { db in
      try db.execute(sql: "UPDATE OR FAIL customers SET name = '王小明' WHERE code = 'C-1'")
      try db.execute(sql: "UPDATE OR FAIL customers SET name = '王小刚' WHERE code = 'C-1'")
      try db.execute(sql: "UPDATE customers SET city = '杭州' WHERE code = 'C-2'")
      try db.execute(
        sql: "INSERT OR REPLACE INTO contacts(customer_id, name) SELECT id, '赵敏' FROM customers WHERE code = 'C-3'")
    }
    #expect(try names("acme").isEmpty)
    #expect(try names("小明").isEmpty)
    #expect(try names("小刚") == ["王小刚"])
    #expect(try names("杭州") == ["Twin"])
    #expect(try names("赵敏") == ["赵敏"])
    try foreign.write { db in try db.execute(sql: "DELETE FROM contacts") }
    #expect(try names("赵敏").isEmpty)
  }

  /// The triggers must not ask for anything that a SQLite without FTS5 lacks.
  @Test func theReplicaKnowsNothingOfTheIndex() throws {
    _ = try names("acme")
    let foreign = try DatabaseQueue(path: trial.replica.path)
    let sql = try foreign.read { db in
      try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE sql NOTNULL").joined().lowercased()
    }
    #expect(!sql.contains("fts5") && !sql.contains("virtual"))
    #expect(try trial.outbox().isEmpty, "a search is no change")
  }

  @Test func aLostOrForeignIndexIsMadeAnew() throws {
    #expect(try names("acme") == ["Acme"])
    try FileManager.default.removeItem(atPath: SearchIndex.path(of: trial.replica))
    #expect(try names("acme") == ["Acme"])
    let index = try DatabaseQueue(path: SearchIndex.path(of: trial.replica))
    try index.write { db in try db.execute(sql: "UPDATE state SET device = 99; DELETE FROM documents") }
    #expect(try names("acme") == ["Acme"])
  }

  @Test func whatIsGoneLeavesTheFileToo() throws {
    let book = CustomerBook(trial.desk)
    _ = try book.add(["name": .text("柒捌玖 Verschwunden")], territory: nil)
    _ = try book.edit("C-1", ["notes": .text("Passwort Geheimnis")])
    #expect(try names("柒捌") == ["柒捌玖 Verschwunden"])
    _ = try book.delete("柒捌玖 Verschwunden")
    _ = try book.edit("C-1", ["notes": .null])
    let index = try #require(try SearchIndex(trial.replica))
    try index.catchUp()
    try index.purge()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: SearchIndex.path(of: trial.replica)))
    for word in ["柒捌", "verschwunden", "schwunden", "geheimnis"] {
      #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) is still in the file")
    }
    #expect(bytes.range(of: Data("acme".utf8)) != nil)
  }

  /// Merging the whole index for each edit would make every sync as dear as the index is large.
  @Test func fewChangesInALargeIndexWait_aRowThatGoesDoesNot() throws {
    let book = CustomerBook(trial.desk)
    for number in 1...200 { _ = try book.add(["name": .text("Kunde \(number)")], territory: nil) }
    _ = try book.edit("Kunde 7", ["notes": .text("Geheimnis")])
    let index = try #require(try SearchIndex(trial.replica))
    try index.catchUp()
    _ = try book.edit("Kunde 7", ["notes": .null])
    try index.catchUp()
    try index.purge()
    #expect(try names("geheimnis").isEmpty)
    let file = URL(fileURLWithPath: SearchIndex.path(of: trial.replica))
    #expect(try Data(contentsOf: file).range(of: Data("geheimnis".utf8)) != nil)
    _ = try book.delete("Kunde 8")
    try index.catchUp()
    try index.purge()
    #expect(try Data(contentsOf: file).range(of: Data("geheimnis".utf8)) == nil)
  }
}
