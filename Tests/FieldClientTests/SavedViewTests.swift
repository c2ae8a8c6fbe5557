import ChangeModel
import Testing

@testable import FieldClient

@Suite struct SavedViewTests {
  @Test func aViewIsSaved_found_replacedAndDeleted() throws {
    let trial = try TrialDesk()
    let book = SavedViewBook(trial.desk)
    try book.save("周报", words: ["report", "churn", "--limit", "20"], isShared: false)
    #expect(try book.words(of: "周报") == ["report", "churn", "--limit", "20"])
    try book.save("周报", words: ["report", "sales"], isShared: false)
    #expect(try book.list().map { $0.text("command") } == ["report sales"])
    #expect(try trial.lastTables() == ["saved_views"])
    try book.delete("周报", isShared: false)
    #expect(try book.list().isEmpty)
    #expect(throws: FieldError.self) { try book.words(of: "周报") }
    #expect(throws: FieldError.self) { try book.delete("周报", isShared: false) }
  }

  @Test(arguments: [
    ["customer", "delete", "C-1"], ["sync"], ["customer", "data", "C-1", "--to", "x"], [], ["view", "run", "x"],
    ["report", "abc", "--home", "/"], ["report", "abc", "--json"],
  ])
  func whatWritesOrNamesAHome_isNoView(words: [String]) throws {
    let trial = try TrialDesk()
    let book = SavedViewBook(trial.desk)
    #expect(throws: FieldError.self) { try book.save("x", words: words, isShared: false) }
    // Also when another program wrote it.
    let texts = words.map { "\"\($0)\"" }.joined(separator: ",")
    try trial.replica.write(now: TrialDesk.now) { db in
      try db.execute(sql: "INSERT INTO saved_views(name, command) VALUES ('y', ?)", arguments: ["[\(texts)]"])
    }
    #expect(throws: FieldError.self) { try book.words(of: "y") }
  }

  @Test func everyonesViewIsTheManagers_andTheOwnGoesBefore() throws {
    #expect(throws: FieldError.self) {
      try SavedViewBook(try TrialDesk().desk).save("x", words: ["today"], isShared: true)
    }
    let book = SavedViewBook(try TrialDesk(role: .manager).desk)
    try book.save("x", words: ["today"], isShared: true)
    try book.save("X", words: ["report", "abc"], isShared: false)
    #expect(try book.words(of: "x") == ["report", "abc"])
    try book.delete("x", isShared: false)
    #expect(try book.words(of: "X") == ["today"])
  }
}
