import ChangeModel
import FieldClient
import Testing

@testable import godwit

@Suite struct AgendaLineTests {
  @Test func aLineSaysWhoAndWhatToDo() {
    let lead = Record(
      columns: ["customer", "level", "interest", "phone"],
      values: [.text("王府茶庄"), .text("week"), .text("oolong"), .text("+86 10 1")])
    #expect(AgendaWords(lead).words(for: .lead) == "王府茶庄: call, buys within a week (oolong) +86 10 1")
    let complaint = Record(
      columns: ["customer", "subject", "next_step", "is_escalated"],
      values: [.text("Acme"), .text("wet"), .text("answer"), .integer(1)])
    #expect(AgendaWords(complaint).words(for: .complaint) == "ESCALATED Acme: wet - answer the customer")
    let overdue = Record(
      columns: ["customer", "amount", "currency", "is_on_route"],
      values: [.text("Acme"), .integer(1250), .text("EUR"), .integer(1)])
    #expect(
      AgendaWords(overdue).words(for: .overdue) == "Acme: ask for 12.50 EUR, overdue since then (on today's route)")
  }

  @Test func aCrossSellNamesWhatOthersBuy_orThePurchase() {
    let sale = Record(
      columns: ["customer", "order_number", "proposal"], values: [.text("Acme"), .text("D7-1"), .text("Tea (12)")])
    #expect(
      Language.allCases.map { AgendaWords(sale, language: $0).words(for: .crossSell) } == [
        "Acme: propose Tea (12): so many others like them buy it", "Acme：请推荐 Tea (12)（括号内为同类客户购买数）",
      ])
    let bare = Record(
      columns: ["customer", "order_number", "proposal"], values: [.text("Acme"), .text("D7-1"), .null])
    #expect(AgendaWords(bare).words(for: .crossSell) == "Acme: propose what goes with the purchase D7-1")
  }

  @Test func aQuoteAndAGiftSayWhatToDo_inBothLanguages() {
    let quote = Record(
      columns: ["customer", "number", "amount", "currency", "is_over"],
      values: [.text("王府茶庄"), .text("D7-1"), .integer(450_000), .text("CNY"), .integer(0)])
    func both(_ record: Record, _ kind: AgendaKind) -> [String] {
      Language.allCases.map { AgendaWords(record, language: $0).words(for: kind) }
    }
    #expect(
      both(quote, .quote) == [
        "王府茶庄: ask for the answer to quote D7-1, it runs out 4,500.00 CNY", "王府茶庄：报价 D7-1 即将到期，请询问答复 4,500.00 元",
      ])
    let over = Record(
      columns: ["customer", "number", "is_over"], values: [.text("Acme"), .text("D7-1"), .integer(1)])
    #expect(
      both(over, .quote) == [
        "Acme: quote D7-1 has run out, reprice it or cancel it", "Acme：报价 D7-1 已过期，请重新定价或取消",
      ])
    let gift = Record(
      columns: ["customer", "kind", "name", "code", "promise", "is_on_route"],
      values: [.text("Acme"), .text("gift"), .text("Case"), .text("C"), .text("a case of tea"), .integer(1)])
    #expect(
      both(gift, .gift) == [
        "Acme: give what they have earned: a case of tea (on today's route)", "Acme：请兑现奖励：a case of tea （在今天的路线上）",
      ])
    let tier = Record(columns: ["customer", "kind", "code"], values: [.text("Acme"), .text("tier"), .text("GOLD")])
    #expect(
      both(tier, .gift) == [
        "Acme: tell them that they have reached GOLD: GOLD", "Acme：请告知已达到“GOLD”：GOLD",
      ])
  }

  @Test func theLineIsSaidInChineseToo() {
    let lead = Record(columns: ["customer", "level"], values: [.text("Acme"), .text("month")])
    #expect(AgendaWords(lead, language: .chinese).words(for: .lead) == "Acme：请致电，一个月内购买")
  }

  @Test func everyKindHasATitleAndAWay_andSaysSomethingOfAnEmptyRow() {
    for kind in AgendaKind.allCases {
      #expect(AgendaLine.title(kind).text(in: .chinese) != AgendaLine.title(kind).english, "\(kind)")
      #expect(AgendaLine.command(kind).hasPrefix("godwit "))
      if kind != .task { #expect(!AgendaWords(Record()).words(for: kind).isEmpty, "\(kind)") }
    }
  }

  @Test func aDayInWordsMayHaveATime() throws {
    let now = try #require(Moment.read("2026-11-22 18:00", now: 0))
    #expect(Moment.read("tomorrow 09:30", now: now) == Moment.read("2026-11-23 09:30", now: 0))
    #expect(Moment.read("today 7:05", now: now) == Moment.read("2026-11-22 07:05", now: 0))
    for text in ["now 09:30", "someday 09:30", "09:30 10:00", "tomorrow 25:00"] {
      #expect(Moment.read(text, now: now) == nil, "\(text)")
    }
  }

  @Test func aDayIsLocal_alsoWhenTheClockChanges() throws {
    for month in 1...12 {
      let noon = try #require(Moment.read("2026-\(month)-29 12:00", now: 0) ?? Moment.read("2026-02-28 12:00", now: 0))
      let day = try #require(Moment.day(of: noon))
      #expect(day.start < noon && noon < day.end)
      #expect(Moment.text(day.end).hasSuffix("00:00"))
      #expect(Moment.text(day.start).hasPrefix(day.date.description))
    }
  }
}
