import ChangeModel
import Testing

@testable import FieldClient

@Suite struct NameOrderTests {
  private let trial: TrialDesk

  init() throws {
    trial = try TrialDesk()
    let book = CustomerBook(trial.desk)
    for name in ["李娜", "张伟", "émile", "Zoe", "陈静", "王芳", "Eva", "东方茶庄 2"] {
      _ = try book.add(["name": .text(name), "tags": .text("[\"x\"]")], territory: nil)
    }
  }

  private func names(_ language: Language?) throws -> [String] {
    var filter = CustomerBook.Filter()
    filter.tag = "x"
    let desk = Desk(trial.replica, surroundings: trial.desk.surroundings, language: language)
    return try CustomerBook(desk).list(filter).compactMap { $0.text("name") }
  }

  @Test func inChinese_byPinyin_thenLatin() throws {
    #expect(try names(.chinese) == ["陈静", "东方茶庄 2", "李娜", "王芳", "张伟", "émile", "Eva", "Zoe"])
  }

  @Test func inEnglish_marksAndCapitalsDoNotMatter_LatinFirst() throws {
    #expect(try names(.english).prefix(3) == ["émile", "Eva", "Zoe"])
  }

  @Test func programsGetTheOrderOfCodePoints() throws {
    #expect(try names(nil) == ["Eva", "Zoe", "émile", "东方茶庄 2", "张伟", "李娜", "王芳", "陈静"])
  }
}
