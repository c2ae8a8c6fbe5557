import ChangeModel
import OfficeImport
import Testing

@Suite struct DuplicateTests {
  func card(_ number: UInt64, _ values: [String: String]) -> PartyCard {
    PartyCard(id: RowID(high: 0, low: number), values: values.mapValues { .text($0) })
  }

  func pairs(_ cards: [[String: String]], from score: Int = 70) -> [DuplicatePair] {
    DuplicateSearch(cards.enumerated().map { card(UInt64($0 + 1), $1) }).pairs(from: score)
  }

  @Test(arguments: [
    (
      ["name": "Blondel et fils", "city": "Strasbourg", "phone": "+33388601531"],
      ["name": "BLONDEL & Fils SA", "city": "Strasbourg", "phone": "03 88 60 15 31"]
    ),
    (
      ["name": "Müller Bäckerei GmbH", "city": "Köln", "email": "a@b.de"],
      ["name": "Muller Backerei", "city": "Koln", "email": "A@B.de"]
    ),
    (
      ["name": "上海东方贸易有限公司", "city": "上海", "phone": "021-68880000"],
      ["name": "上海东方贸易公司", "city": "上海", "phone": "+862168880000"]
    ),
  ])
  func sameParty_writtenTwice_isFound(left: [String: String], right: [String: String]) throws {
    let pair = try #require(pairs([left, right]).first)
    #expect(pair.score >= 80)
    #expect(pair.reasons.count >= 3)
  }

  @Test func otherTownOrTaxNumber_speaksAgainstIt() {
    #expect(pairs([["name": "Ada Kites", "city": "Kiel"], ["name": "Ada Kites", "city": "Bonn"]]).isEmpty)
    #expect(
      pairs([["name": "Ada Kites", "tax_id": "DE1111"], ["name": "Ada Kites", "tax_id": "DE2222"]], from: 40).isEmpty)
  }

  @Test func phoneThatManyHave_speaksForNothing() {
    let two = [["name": "Ada Kites", "phone": "3125550100"], ["name": "Ada Kite", "phone": "312 555 0100"]]
    let others = ["Bea", "Cleo", "Dora", "Emma"].map { ["name": $0, "phone": "3125550100"] }
    #expect(pairs(two).first?.reasons.contains("same phone") == true)
    #expect(pairs(two + others).isEmpty)
  }

  @Test func list_isTheSameWhateverTheOrderOfTheRows() {
    let cards = [
      card(1, ["code": "A", "name": "Ada Kites", "city": "Kiel"]),
      card(2, ["code": "B", "name": "Ada Kite", "city": "Kiel"]),
      card(3, ["code": "C", "name": "Ada Kites Ltd", "city": "Kiel"]),
    ]
    let found = DuplicateSearch(cards).pairs(from: 50)
    #expect(found == DuplicateSearch(cards.reversed()).pairs(from: 50))
    #expect(found.first?.left.code == "A")
    #expect(found.map(\.score) == found.map(\.score).sorted(by: >))
    #expect(DuplicateSearch([]).pairs(from: 0).isEmpty)
  }
}
