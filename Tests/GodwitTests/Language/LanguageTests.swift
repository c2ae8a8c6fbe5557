import ChangeModel
import FieldClient
import FieldSales
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

  /// Rules write English into rows, with values in it; what a person wrote is nobody's to translate.
  @Test(arguments: [
    (
      "open orders and balance come to 7000.00 CNY, the credit limit is 5000.00 CNY. A manager or the office releases it, or the customer pays first.",
      "未结订单与欠款共 7000.00 元，信用额度为 5000.00 元。由经理或内勤放行，或请客户先付款。"
    ),
    (
      "Order D7-000001 is shipped; a rep cannot make it cancelled. Ask the office to cancel it.",
      "订单 D7-000001的状态为已发货，业务员不能将其改为已取消。请联系内勤取消。"
    ),
    ("leads.value is a whole number from 0 to 5. Correct it.", "leads.value 须为 0 到 5 的整数。请改正。"),
    ("leads.status is one of open, won. Correct it.", "leads.status 须为以下之一：open, won。请改正。"),
    ("open", "open"), ("", ""), ("等客户付款", "等客户付款"), ("{} is {}", "{} is {}"),
  ])
  func whatARuleWrote_isSaidInChinese(english: String, chinese: String) {
    #expect(Catalogue.sentence(english, in: .chinese) == chinese)
    #expect(Catalogue.sentence(english, in: .english) == english)
  }

  @Test(arguments: [(0, "0.00 EUR"), (99_999, "999.99 EUR"), (100_000, "1,000.00 EUR"), (-5, "-0.05 EUR")])
  func amountsAreGrouped(minorUnits: Int64, text: String) {
    #expect(Amount(minorUnits, "EUR").text(in: .english) == text)
  }

  @Test func amountsFollowTheirCurrency() {
    #expect(Amount(1_234_567, "JPY").text(in: .chinese) == "1,234,567 日元")
    #expect(Amount(1_234_567, "KWD").text(in: .english) == "1,234.567 KWD")
    #expect(Amount(.min).text(in: .english) == "-92,233,720,368,547,758.08")
  }

  @Test func timesAreReadInChineseToo() throws {
    let now = try #require(Moment.read("2026-11-22 15:04", now: 0))
    #expect(Moment.read("今天", now: now) == Moment.read("today", now: now))
    #expect(Moment.read("明天", now: now) == Moment.read("tomorrow", now: now))
    #expect(Moment.read("2026年11月22日 15:04", now: 0) == now)
  }
}
