import ChangeModel
import FieldClient
import Testing

@testable import godwit

@Suite struct ReportCommandTests {
  @Test(arguments: [
    "report sales --by product --period 2026-Q4 --territory North --rep Ann --currency EUR --limit 5 --json",
    "report forecast --method naive --csv", "report associations --product P-1", "report cross-sell --customer C-1",
    "report abc --svg", "report rfm --segment champion", "report scores", "report lifecycle", "report churn",
    "report recovery --from 2026-01-01 --until 2026-06-30", "report plan", "report pipeline --by reason",
    "report campaigns", "report satisfaction --by cause", "report service --by rep", "report receivables",
    "report credit", "commission lines --rep Ann --at 2026-01-15 --earned",
    "commission split D7-000001", "commission split D7-000001 --rep Ann --share 40", "territory list",
    "territory move South --from North --city Lyon --postal 69 --grade B --customer C-1 --customer C-2 --owner Ann --set",
    "territory balance North South --by visits --json", "customer data C-1 --to c.json", "view list",
    "view run late --json", "view delete late",
    "view save late --shared -- warning list --late", "warning check --json",
    "warning list --kind churn --mine --late --all",
    "warning show C-1", "warning done C-1 called", "warning assign C-1 --rep Ann --due tomorrow",
    "customer lifecycle --set --rep Ann", "target add 500 --customer C-1 --period 2026",
  ])
  func aReportIsUnderstood(line: String) throws {
    _ = try Godwit.parseAsRoot(line.split(separator: " ").map(String.init))
  }

  @Test(arguments: ["report sales --by weather", "report abc --json --csv", "report rfm --segment best"])
  func whatMakesNoSenseIsNot(line: String) {
    #expect(throws: (any Error).self) { try Godwit.parseAsRoot(line.split(separator: " ").map(String.init)) }
  }

  @Test func aPeriodAndItsDaysExcludeEachOther() throws {
    let options = try ReportOptions.parse(["--period", "2026-11", "--from", "2026-11-02"])
    #expect(throws: FieldError.self) { try options.scope() }
    let november = try ReportOptions.parse(["--period", "2026-11"]).scope()
    let days = try ReportOptions.parse(["--from", "2026-11-01", "--until", "2026-11-30"]).scope()
    #expect(november.from == days.from)
    #expect(november.until == days.until)
  }

  @Test func valuesAreQuoted_andNoTextIsAFormula() {
    let record = Record(
      columns: ["name", "net", "note"],
      values: [.text("a,\"b\"\nc"), .integer(-5), .text("=HYPERLINK(1)")])
    #expect(
      CSV.text([record], columns: ["name", "net", "note", "gone"])
        == "name,net,note,gone\r\n\"a,\"\"b\"\"\nc\",-5,'=HYPERLINK(1),\r\n")
    let phone = Record(columns: ["phone"], values: [.text("+49 40 1234")])
    #expect(CSV.text([phone], columns: ["phone"]) == "phone\r\n+49 40 1234\r\n")
  }

  @Test func barsAreInProportion_andNothingIsNoBar() {
    func bar(_ value: Double) -> BarChart.Bar { BarChart.Bar(label: "<x>&", value: value, text: "\(value)") }
    let chart = BarChart(title: "Sales", bars: [bar(100), bar(50), bar(0.1), bar(0), bar(-3)])
    #expect(chart.lines.map { DisplayWidth.of($0) } == [24, 12, 1, 0, 0])
    #expect(chart.svg.contains("&lt;x&gt;&amp;"))
    #expect(!chart.svg.contains("<x>"))
    #expect(BarChart(title: "", bars: []).lines.isEmpty)
  }
}
