import ChangeModel
import FieldSales
import Testing

@testable import FieldClient

@Suite struct SettingBookTests {
  @Test func listShowsWhatHolds() throws {
    let trial = try TrialDesk()
    let book = SettingBook(trial.desk)
    #expect(try book.settings()[.thanksFromDays] == 3)
    try trial.replica.write(now: TrialDesk.now) { db in
      try db.execute(sql: "INSERT INTO settings(key, value) VALUES ('care.thanks.from_days', '5')")
    }
    #expect(try book.settings()[.thanksFromDays] == 5)
    let row = try #require(try book.list().first { $0.text("key") == "care.thanks.from_days" })
    #expect(row.integer("value") == 5)
    #expect(row.integer("default") == 3)
    #expect(row.integer("is_own") == 1)
    #expect(try book.list().count == Setting.all.count)
  }
}
