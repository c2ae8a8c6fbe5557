import ChangeModel
import FieldClient
import Testing

@testable import godwit

@Suite struct LanguageTests {
  @Test func theOptionIsAskedFirst_thenTheLocaleAsPOSIXOrdersIt() {
    func chosen(_ arguments: [String], _ environment: [String: String]) -> Language {
      Language.chosen(arguments: arguments, environment: environment)
    }
    #expect(chosen(["--lang", "zh"], ["LANG": "en_US.UTF-8"]) == .chinese)
    #expect(chosen(["today", "--lang=en"], ["LC_ALL": "zh_CN.UTF-8"]) == .english)
    #expect(chosen([], ["LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"]) == .chinese)
    #expect(chosen([], ["LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "C"]) == .chinese)
    #expect(chosen([], ["LC_ALL": "C", "LANG": "zh_CN.UTF-8"]) == .english)
    #expect(chosen([], ["LANG": "fr_FR.UTF-8"]) == .english)
    #expect(chosen([], [:]) == .english)
    #expect(chosen(["search", "--", "--lang", "zh"], [:]) == .english)
    #expect(Language(named: "zh-Hans") == .chinese)
    #expect(Language(named: "klingon") == nil)
  }

  @Test func aPhraseIsSaidInBothLanguages_valuesAsTheyAre() {
    let phrase: Phrase = "sent \(Count.of(2, "change set")), changed \(Count.of(1, "row")) here, position \(7)"
    #expect(phrase.english == "sent 2 change sets, changed 1 row here, position 7")
    #expect(phrase.text(in: .chinese) == "已发送 2 组修改，本地更新 1 行，位置 7")
    let hostile: Phrase = "deleted \("{} and {1}")"
    #expect(hostile.english == "deleted {} and {1}")
    #expect(hostile.text(in: .chinese) == "已删除 {} and {1}")
  }

  @Test func aTranslationMayTurnTheOrderRound() {
    let phrase: Phrase = "device \(7) of \("李娜") (\(word: "rep")) at \("Trial Ltd")"
    #expect(phrase.english == "device 7 of 李娜 (rep) at Trial Ltd")
    #expect(phrase.text(in: .chinese) == "Trial Ltd 李娜（业务员）的设备 7")
  }

  @Test func withoutATranslationTheEnglishIsSaid() {
    let phrase: Phrase = "nobody ever wrote this, \(1)"
    #expect(phrase.text(in: .chinese) == "nobody ever wrote this, 1")
    #expect(Phrase(verbatim: "name").text(in: .chinese) == "name")
  }

  @Test func errorsSpeakBothLanguages_programsReadEnglish() {
    let error = FieldError(.failed, "not written: \("CHECK failed")")
    #expect(error.message == "not written: CHECK failed")
    #expect("\(error)" == error.message)
    #expect(error.phrase.text(in: .chinese) == "未写入：CHECK failed")
    let other = "made elsewhere"
    #expect(FieldError(.failed, other).phrase.text(in: .chinese) == other)
  }

  @Test func labelsWordsAmountsAndTagsFollowTheLanguage() {
    let record = Record(
      columns: ["status", "total", "currency", "tags", "flag", "name"],
      values: [
        .text("on_hold"), .integer(-123_456_789), .text("CNY"), .text("[\"a\",\"b\"]"), .integer(0), .text("draft"),
      ])
    func both(_ field: Field) -> [String] {
      Language.allCases.map { field.title(in: $0) + ": " + field.text(of: record, in: $0) }
    }
    #expect(both(Field("STATUS", "status")) == ["STATUS: on_hold", "状态: 已暂停"])
    #expect(
      both(Field("total", "total", .money(currency: "currency"))) == [
        "total: -1,234,567.89 CNY", "合计: -1,234,567.89 元",
      ])
    #expect(both(Field("tags", "tags", .tags)) == ["tags: a, b", "标签: a、b"])
    #expect(both(Field("sold", "flag", .yesNo)) == ["sold: no", "在售: 否"])
    // A name is a name, also where it is a word elsewhere.
    #expect(both(Field("NAME", "name")) == ["NAME: draft", "名称: draft"])
  }

  @Test(arguments: [(0, "0.00 EUR"), (99_999, "999.99 EUR"), (100_000, "1,000.00 EUR"), (-5, "-0.05 EUR")])
  func amountsAreGrouped(minorUnits: Int64, text: String) {
    #expect(Amount.text(minorUnits, currency: "EUR", in: .english) == text)
  }

  @Test func amountsFollowTheirCurrency() {
    #expect(Amount.text(1_234_567, currency: "JPY", in: .chinese) == "1,234,567 日元")
    #expect(Amount.text(1_234_567, currency: "KWD", in: .english) == "1,234.567 KWD")
    #expect(Amount.text(.min, currency: nil, in: .english) == "-92,233,720,368,547,758.08")
  }

  @Test func timesAreReadInChineseToo() throws {
    let now = try #require(Moment.read("2026-11-22 15:04", now: 0))
    #expect(Moment.read("今天", now: now) == Moment.read("today", now: now))
    #expect(Moment.read("明天", now: now) == Moment.read("tomorrow", now: now))
    #expect(Moment.read("2026年11月22日 15:04", now: 0) == now)
  }
}
