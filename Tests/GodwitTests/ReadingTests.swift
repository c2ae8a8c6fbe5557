import Testing

@testable import godwit

@Suite struct ReadingTests {
  @Test func commonOptionsMayStandAnywhere() {
    #expect(
      ArgumentOrder.normalized(["customer", "--json", "list", "--home", "x", "--mine"])
        == ["customer", "list", "--mine", "--json", "--home", "x"])
    #expect(
      ArgumentOrder.normalized(["--home=x", "--lang", "zh", "status"]) == ["status", "--home=x", "--lang", "zh"])
    #expect(ArgumentOrder.normalized(["search", "--", "--json"]) == ["search", "--", "--json"])
    #expect(ArgumentOrder.normalized(["--home"]) == ["--home"])
  }

  @Test func timesComeBackAsTheyWereWritten() throws {
    for text in ["2026-11-22 09:30", "1999-12-31 23:59", "2024-02-29 00:00"] {
      #expect(Moment.text(try #require(Moment.read(text, now: 0))) == text)
    }
  }

  @Test func zonesCount() {
    #expect(Moment.read("1970-01-02T00:00Z", now: 0) == 86_400_000)
    #expect(Moment.read("1970-01-02T01:00:30+01:00", now: 0) == 86_430_000)
    #expect(Moment.read("1970-01-01 19:00 -0500", now: 0) == 86_400_000)
  }

  @Test func wordsAreTimes() throws {
    let now = try #require(Moment.read("2026-11-22 15:04", now: 0))
    #expect(Moment.read("now", now: now) == now)
    #expect(Moment.read("today", now: now).map(Moment.text) == "2026-11-22 00:00")
    #expect(Moment.read("tomorrow", now: now).map(Moment.text) == "2026-11-23 00:00")
    #expect(Moment.read("Yesterday", now: now).map(Moment.text) == "2026-11-21 00:00")
    #expect(Moment.read("9:30", now: now).map(Moment.text) == "2026-11-22 09:30")
  }

  @Test(arguments: ["", "soon", "2026-02-30", "2026-13-01", "2026-1", "24:00", "12:60", "2026-01-01 10:00 CET", ":"])
  func otherTextsAreNoTimes(text: String) {
    #expect(Moment.read(text, now: 0) == nil)
  }
}
