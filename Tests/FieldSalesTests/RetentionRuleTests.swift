import ChangeModel
import FieldSales
import Testing

@Suite struct RetentionRuleTests {
  private static let day: Int64 = 86_400_000
  private let now: Int64 = 1_800_000_000_000

  private func rule(_ table: String) throws -> RetentionRule {
    try #require(RetentionRule.all.first { $0.table == table })
  }

  @Test func everyRuleNamesColumnsThatThereAre() throws {
    for rule in RetentionRule.all {
      let table = try #require(FieldSales.schema[rule.table])
      for column in rule.clock + rule.columns + [rule.condition?.column].compactMap({ $0 }) {
        #expect(table.column(column) != nil, "\(rule.table).\(column)")
      }
      for column in rule.columns.compactMap(table.column) { #expect(!table.columns[column].notNull) }
      #expect(Setting.named(rule.setting.key)?.fallback == 0)
    }
  }

  @Test func notesGoWhenTheVisitIsOldEnough_andNotBefore() throws {
    let visits = try rule("visits")
    let visit: [String: Value] = [
      "check_in_at": .integer(now - 30 * Self.day), "notes": .text("x"), "check_out_at": .null,
    ]
    #expect(visits.overdue(visit, days: 30, now: now) == ["notes"])
    #expect(visits.overdue(visit, days: 31, now: now).isEmpty)
    #expect(visits.overdue(visit, days: 0, now: now).isEmpty)
    #expect(visits.overdue(visit.merging(["notes": .null]) { $1 }, days: 30, now: now).isEmpty)
    #expect(visits.overdue(["notes": .text("x")], days: 1, now: now).isEmpty, "nobody knows when it was")
    #expect(visits.overdue(visit, days: 1, now: .min).isEmpty)
  }

  @Test func onlyLostLeadsAreEmptied() throws {
    let leads = try rule("leads")
    var lead: [String: Value] = ["closed_at": .integer(0), "status": .text("won"), "interest": .text("tea")]
    #expect(leads.overdue(lead, days: 1, now: now).isEmpty)
    lead["status"] = .text("lost")
    #expect(leads.overdue(lead, days: 1, now: now) == ["interest"])
  }
}
