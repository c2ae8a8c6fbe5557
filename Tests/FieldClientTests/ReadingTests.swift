import ChangeModel
import Testing

@testable import FieldClient

@Suite struct ReadingTests {
  @Test(arguments: [
    ("12.50", "EUR", Int64(1250)), ("12.5", "EUR", 1250), ("12", "EUR", 1200), ("-0.01", "USD", -1),
    ("1500", "JPY", 1500), ("1.234", "KWD", 1234), ("0", nil, 0),
  ])
  func decimalsBecomeMinorUnits(text: String, currency: String?, expected: Int64) {
    #expect(Money.minorUnits(text, currency: currency) == expected)
  }

  @Test(arguments: [
    "", "-", ".", "1.", ".5", "1.234", "1,5", "1 000", "1e3", "99999999999999999999", "٣", "1.2.3", "--1", "+1",
  ])
  func whatIsNoDecimalIsRefused(text: String) {
    #expect(Money.minorUnits(text, currency: "EUR") == nil)
  }

  @Test func amountsAreWrittenWithTheCurrencysDigits() {
    #expect(Money.text(1250, currency: "EUR") == "12.50")
    #expect(Money.text(-5, currency: "EUR") == "-0.05")
    #expect(Money.text(1500, currency: "jpy") == "1500")
    #expect(Money.text(1, currency: "KWD") == "0.001")
    #expect(Money.text(.min, currency: "EUR") == "-92233720368547758.08")
  }

  @Test func linesAreReadWithPriceAndDiscount() throws {
    #expect(try LineRequest("A-100:12") == LineRequest(product: "A-100", quantity: 12))
    #expect(try LineRequest("A-100:12:9.50") == LineRequest(product: "A-100", quantity: 12, price: "9.50"))
    #expect(try LineRequest("A-100:12:5%") == LineRequest(product: "A-100", quantity: 12, discount: 500))
    #expect(
      try LineRequest("A:1:9.5:2.5%") == LineRequest(product: "A", quantity: 1, price: "9.5", discount: 250))
  }

  @Test(arguments: [
    "", "A", "A:", "A:0", "A:-1", "A:x", ":1", "A:1:x", "A:1:5%:3", "A:1:2:101%", "A:1:2:3:4", "A:1:2:3", "A:1:-2",
  ])
  func otherLinesAreRefused(text: String) {
    #expect(throws: FieldError.self) { try LineRequest(text) }
  }

  @Test func tagsAreASet() {
    #expect(Tags.changed(nil, adding: ["b", "a", "b"], removing: []) == "[\"a\",\"b\"]")
    #expect(Tags.changed("[\"a\",\"b\"]", adding: ["c/d"], removing: ["a", "z"]) == "[\"b\",\"c/d\"]")
    #expect(Tags.read("no json").isEmpty)
  }

  @Test func anAddressIsSchemeHostAndPort() throws {
    #expect(try HubAddress("http://127.0.0.1:8080/").text == "http://127.0.0.1:8080")
    #expect(try HubAddress("Godwit.Example.com").text == "https://godwit.example.com")
    #expect(try !HubAddress("http://localhost:1").isExposed)
    #expect(try HubAddress("http://10.0.0.1:1").isExposed)
    #expect(try !HubAddress("https://10.0.0.1:1").isExposed)
    for text in ["", "ftp://a", "http://", "http://a/b", "https://u@a", "https://a?b", "http://a b"] {
      #expect(throws: FieldError.self, "\(text)") { try HubAddress(text) }
    }
  }

  @Test func theBeginningOfAnIDIsARange() throws {
    let range = try #require(RowFinder.range(ofPrefix: "0192-f"))
    #expect(range.0.description == "0192f000-0000-0000-0000-000000000000")
    #expect(range.1.description == "0192ffff-ffff-ffff-ffff-ffffffffffff")
    for text in ["019", "", "xyz1", String(repeating: "0", count: 33)] {
      #expect(RowFinder.range(ofPrefix: text) == nil, "\(text)")
    }
  }
}
