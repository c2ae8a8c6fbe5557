import ChangeModel
import FieldClient
import Foundation
import Testing

@testable import godwit

@Suite struct OutputTests {
  private let plain = Paint(isOn: false)

  @Test func wideCharactersTakeTwoColumns() {
    #expect(DisplayWidth.of("abc") == 3)
    #expect(DisplayWidth.of("東京") == 4)
    #expect(DisplayWidth.of("한글") == 4)
    #expect(DisplayWidth.of("ｱ") == 1)
    #expect(DisplayWidth.of("e\u{301}") == 1)
    #expect(DisplayWidth.of("👍🏽") == 2)
  }

  @Test func cuttingNeverExceedsTheWidth() {
    for width in 1...8 {
      for text in ["東京都千代田区", "a東b京c", "plain text", "ééééééééé"] {
        let cut = DisplayWidth.truncated(text, to: width)
        #expect(DisplayWidth.of(cut) <= width, "\(text) to \(width)")
        #expect(cut == text || cut.hasSuffix("…"))
      }
    }
  }

  @Test func columnsAlignAndGiveWay() {
    let table = Table(
      headings: [.init(title: "NAME"), .init(title: "TOTAL", isNumber: true, isRigid: true)],
      rows: [["東京商事", "1.00"], ["Acme Limited of Somewhere", "100.00"]])
    #expect(
      table.lines(width: nil, paint: plain) == [
        "NAME                        TOTAL", "東京商事                     1.00", "Acme Limited of Somewhere  100.00",
      ])
    #expect(
      table.lines(width: 20, paint: plain) == [
        "NAME           TOTAL", "東京商事        1.00", "Acme Limite…  100.00",
      ])
  }

  @Test func foreignTextMovesNoCursor() {
    #expect(Printable.line("a\u{1B}[2Jb\nc\u{9B}d\u{202E}e") == "a [2Jb c d e")
    #expect(Printable.lines("a\r\nb\n\u{7}c") == ["a", "b", " c"])
  }

  @Test func documentsAreJSON() throws {
    let json = JSON.object([
      ("z", .string("\"\\\n\u{1}\u{7F}ü👍")), ("a", .array([.null, .bool(true), .integer(.min), .real(.nan)])),
      ("raw", JSON(embedding: "[1,2]")), ("text", JSON(embedding: "no json")), ("id", JSON(Value.blob([1, 2]))),
    ])
    let parsed = try #require(try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any])
    #expect(parsed["z"] as? String == "\"\\\n\u{1}\u{7F}ü👍")
    #expect(parsed["raw"] as? [Int] == [1, 2])
    #expect(parsed["text"] as? String == "no json")
    #expect(json.text.hasPrefix("{\"z\":"))
  }

  @Test func fieldsAreWrittenForPeople() {
    let record = Record(
      columns: ["id", "price", "currency", "discount", "flag", "tags", "none"],
      values: [
        .blob(RowID(high: 0x0192_0000_0000_7000, low: 1).bytes), .integer(1250), .text("EUR"), .integer(250),
        .integer(1), .text("[\"a\",\"b\"]"), .null,
      ])
    #expect(Field("", "id", .shortID).text(of: record) == "01920000-0000-7000")
    #expect(Field("", "price", .money(currency: "currency")).text(of: record) == "12.50 EUR")
    #expect(Field("", "discount", .basisPoints).text(of: record) == "2.50 %")
    #expect(Field("", "flag", .yesNo).text(of: record) == "yes")
    #expect(Field("", "tags", .tags).text(of: record) == "a, b")
    #expect(Field("", "none").text(of: record).isEmpty)
    let times = ["2026-11-22 00:00", "2026-11-22 09:30"].compactMap { Moment.read($0, now: 0) }
    #expect(
      times.map { Field("", "at", .plan).text(of: Record(columns: ["at"], values: [.integer($0)])) } == [
        "2026-11-22", "2026-11-22 09:30",
      ])
    #expect(Field("", "absent").text(of: record).isEmpty)
  }
}
