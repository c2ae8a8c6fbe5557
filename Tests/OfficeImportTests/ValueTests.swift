import ChangeModel
import OfficeImport
import Testing

@Suite struct ValueTests {
  @Test(arguments: [
    ("12.50", 2, Int64(1250)), ("12.5", 2, 1250), ("12", 2, 1200), ("-0.05", 2, -5), ("+3", 0, 3), ("12.500", 2, 1250),
    (".5", 2, 50), ("7.", 2, 700), ("92233720368547758.07", 2, .max),
  ])
  func decimal_isReadExactly(text: String, places: Int, units: Int64) {
    #expect(ExactDecimal(text)?.scaled(to: places) == units)
  }

  @Test(arguments: [
    "", "-", ".", "1,5", "1 000", "12.3.4", "1e3", "0x10", "NaN", "--1", "92233720368547758070", "١٢",
  ])
  func whatIsNoDecimal_isNone(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test func tooManyDecimals_areNoMoney_unlessRounded() {
    #expect(ExactDecimal("1.005")?.scaled(to: 2) == nil)
    #expect(ExactDecimal("1.005")?.scaled(to: 2, isRounded: true) == 101)
    #expect(ExactDecimal("-1.005")?.scaled(to: 2, isRounded: true) == -101)
    #expect(ExactDecimal("1.00499")?.scaled(to: 2, isRounded: true) == 100)
    #expect(ExactDecimal("92233720368547758.08")?.scaled(to: 2) == nil)
    #expect(ExactDecimal("922337203685477581")?.scaled(to: 2) == nil)
  }

  @Test(arguments: [
    ("1.234,50", Int64(123_450)), ("1234,5", 123_450), ("-0,05", -5), ("12", 1200), ("1 234,50 €", 123_450),
    ("1\u{A0}234\u{A0}567,8", 123_456_780), ("12,50-", -1250), ("-€ 3", -300), ("1.234.567", 123_456_700),
  ])
  func decimalComma_isRead(text: String, units: Int64) {
    #expect(ExactDecimal(text, in: .comma)?.scaled(to: 2) == units)
  }

  @Test(arguments: [
    ("1,234.50", Int64(123_450)), ("$12,500.00", 1_250_000), ("￥1,234.5", 123_450), ("(1,250.50)", -125_050),
    ("-$3", -300), ("1'000", 100_000), ("128元", 12_800), ("19 %", 1900), ("0.5", 50), (".5", 50),
  ])
  func peoplesDecimalPoint_isRead(text: String, units: Int64) {
    #expect(ExactDecimal(text, in: .point)?.scaled(to: 2) == units)
  }

  /// A comma before decimals must never be taken for one between groups, nor the other way round.
  @Test(arguments: [
    "1,5", "1,23", "12,34,567", "1,234,5", "1.234.5", "", "€", "--1", "(5", "1 2345", "12a", ",5", "-(5)",
  ])
  func whatIsNotWrittenSo_isNone(text: String) {
    #expect(ExactDecimal(text, in: .point) == nil)
  }

  @Test(arguments: ["1.5", "12.50", "1,2,3", "1.2345,0"])
  func decimalPoint_isNoDecimalComma(text: String) {
    #expect(ExactDecimal(text, in: .comma) == nil)
  }

  @Test func sumsAndProducts_areExact() {
    #expect(ExactDecimal("0.1")?.adding(ExactDecimal(units: 2, scale: 1))?.description == "0.3")
    #expect(ExactDecimal("30")?.multiplied(by: ExactDecimal(units: 5509, scale: 2))?.description == "1652.70")
    #expect(ExactDecimal(units: .max).adding(ExactDecimal(units: 1)) == nil)
  }

  @Test(arguments: [
    ("2003-01-06", Int64(1_041_811_200_000)), ("1970-01-01", 0), ("1969-12-31", -86_400_000),
    ("2024-02-29", 1_709_164_800_000), ("2013-01-01 00:05:00", 1_356_998_700_000),
    ("2013-01-01T00:05", 1_356_998_700_000), ("2013-01-01T00:05:00.25Z", 1_356_998_700_250),
    ("2013-01-01T08:05:00+08:00", 1_356_998_700_000), ("2012-12-31 19:05:00.25-0500", 1_356_998_700_250),
    ("2013-01-01T08:05+08", 1_356_998_700_000),
  ])
  func isoDate_isMillisecondsUTC(text: String, milliseconds: Int64) {
    #expect(DateFormat.isoMilliseconds(text) == milliseconds)
  }

  @Test(arguments: [
    "2023-02-29", "2023-13-01", "2023-1-1", "01.02.2023", "2023-01-01 24:00:00", "", "2023-01-01x",
    "2023-01-01T00:00+25:00", "2023-01-01T00:00+8", "2023-01-01+08:00",
  ])
  func whatIsNoIsoDate_isNone(text: String) {
    #expect(DateFormat.isoMilliseconds(text) == nil)
  }

  @Test func americanAndGermanDates_areReadByTheirFormat() {
    #expect(DateFormat("M/D/YYYY")?.milliseconds("3/1/2017") == DateFormat.isoMilliseconds("2017-03-01"))
    #expect(
      DateFormat("D.M.YYYY hh:mm")?.milliseconds("1.3.2017 09:30") == DateFormat.isoMilliseconds("2017-03-01 09:30"))
    #expect(DateFormat("M/D/YYYY")?.milliseconds("13/1/2017") == nil)
    #expect(DateFormat("DD.MM.YY")?.milliseconds("31.12.69") == DateFormat.isoMilliseconds("2069-12-31"))
    #expect(DateFormat("DD.MM.YY")?.milliseconds("31.12.70") == DateFormat.isoMilliseconds("1970-12-31"))
    #expect(DateFormat("D.M.YYYY")?.milliseconds("31.12.25") == nil)
    #expect(DateFormat("MM-DD") == nil)
  }

  @Test func dateWithSignsBeyondASCII_isReadByItsFormat() {
    let day = DateFormat.isoMilliseconds("2017-03-01")
    #expect(DateFormat("YYYY年M月D日")?.milliseconds("2017年3月1日") == day)
    #expect(DateFormat("YYYY年M月D日")?.milliseconds("2017月3年1日") == nil)
  }

  @Test func sourceKey_givesTheSameIDForEver() {
    let org = RowID(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210)
    let keys = SourceKey(org: org, source: "wwi", kind: "orders")
    #expect(keys.id("45").description == "d17c8efb-9793-8000-8000-00000000002d")
    #expect(keys.id("S10_1678").description == "d17c8efb-9793-8e93-a1f8-01410ab2abf3")
  }

  @Test func sourceKeys_areApartByOrgSourceKindAndSpelling() {
    let org = RowID(high: 1, low: 2)
    let ids = [
      SourceKey(org: org, source: "", kind: "orders").id("1"),
      SourceKey(org: org, source: "", kind: "orders").id("01"),
      SourceKey(org: org, source: "", kind: "orders").id("1 "),
      SourceKey(org: org, source: "a", kind: "orders").id("1"),
      SourceKey(org: org, source: "", kind: "customers").id("1"),
      SourceKey(org: RowID(high: 1, low: 3), source: "", kind: "orders").id("1"),
    ]
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.high >> 12 & 0xF == 8)
      #expect(id.low >> 62 == 2)
    }
  }
}
