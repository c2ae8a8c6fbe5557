import ChangeModel
import FieldClient
import Testing

@testable import godwit

@Suite struct SellingCommandTests {
  @Test(arguments: [
    "price show P-1 --customer C-1 --quantity 24 --json", "price lists", "price list KEY --limit 3",
    "price put-list KEY --for segment --segment retail --priority 2 --from 2026-01-01 --until 2026-12-31",
    "price set KEY P-1 4.20 --from-quantity 10", "price assign KEY C-1 --until tomorrow",
    "promotion list --customer C-1 --all", "promotion show A", "promotion put A --group tea --discount 12.5",
    "promotion put A --product P-1 --free 1 --from-quantity 10", "stock list --short --group tea", "stock show P-1",
    "stock warehouses", "stock put-warehouse HAM --active no", "stock set HAM P-1 12 --incoming 5 --incoming-at 09:00",
    "order quote C-1 --line P-1:2 --valid-until tomorrow --deliver-from 09:00 --deliver-until 12:00 --warehouse HAM",
    "order accept D7-000001 --submit", "order reprice D7-000001", "order check D7-000001",
    "delivery list --open --late --customer C-1", "delivery add D7-000001 --number L-1",
    "delivery pack L-1 --parcels 2",
    "delivery store L-1 --place A", "delivery carry L-1 --tracking T --at 09:00", "delivery show L-1",
    "delivery hand-over L-1 --received-by Ada --notes wet", "return add D7-000001 --line 1:2 --line 2:1",
    "return approve R7-000001", "return refuse R7-000001 --because used", "return cancel R7-000001",
    "return receive R7-000001", "return refund R7-000001 --amount 5 --credit-note C", "return list --open",
    "invoice list --overdue", "invoice overdue --limit 0", "invoice account C-1", "loyalty list", "loyalty show C-1",
    "loyalty due", "loyalty redeem C-1 5", "loyalty grant C-1 GOLD", "loyalty book",
    "loyalty adjust C-1 --points -5 --reason x", "loyalty thresholds",
    "loyalty put-threshold GOLD --kind tier --by purchases --amount 500 --currency EUR", "target list --mine",
    "target add 500 --period 2026-Q4 --rep Ann --territory North --group tea", "target show X", "target delete X",
    "commission show --rep Ann --at 2026-01-15", "commission forecast D7-000001", "commission forecast --amount 100",
    "commission plans", "commission put-plan BASE --period quarter", "commission rate BASE 2.5 --from-attainment 100",
    "commission assign BASE Ann --share 50",
  ])
  func aCommandIsUnderstood(line: String) throws {
    _ = try Godwit.parseAsRoot(line.split(separator: " ").map(String.init))
  }

  @Test(arguments: ["price set KEY P-1", "return refuse R7-000001", "loyalty redeem C-1 many", "stock set HAM P-1"])
  func aCommandThatLacksSomethingIsNot(line: String) {
    #expect(throws: (any Error).self) { try Godwit.parseAsRoot(line.split(separator: " ").map(String.init)) }
  }

  @Test func aDayAsAnEndCountsWhole_aTimeAsItIs() throws {
    #expect(try endMoment("2026-12-31", option: "--until").map(Moment.text) == "2027-01-01 00:00")
    #expect(try endMoment("2026-12-31 12:00", option: "--until").map(Moment.text) == "2026-12-31 12:00")
    #expect(try endMoment(nil, option: "--until") == nil)
    #expect(throws: FieldError.self) { try endMoment("some day", option: "--until") }
  }

  @Test func whatEndsBeforeItBeginsIsRefused() throws {
    let validity = try ValidityOptions.parse(["--from", "2026-12-31", "--until", "2026-12-30"])
    #expect(throws: FieldError.self) { try validity.cells() }
    let day = try ValidityOptions.parse(["--from", "2026-12-31", "--until", "2026-12-31"]).cells()
    #expect(day.columns == ["valid_from", "valid_until"])
  }

  @Test func anAmountIsMoneyWhereACurrencyIsNamed() {
    let field = Field("FROM", "amount", .amount(currency: "currency"))
    let record = Record(columns: ["amount", "currency"], values: [.integer(1250), .text("EUR")])
    #expect(field.text(of: record) == "12.50 EUR")
    #expect(field.text(of: Record(columns: ["amount", "currency"], values: [.integer(1250), .null])) == "1250")
    #expect(field.text(of: Record(columns: ["amount"], values: [.null])) == "")
  }

  @Test func aRateIsPercent() throws {
    #expect(try CommissionRate.points("2.5", option: "PERCENT") == 250)
    for text in ["", "-1", "1.234", "ten"] {
      #expect(throws: FieldError.self) { try CommissionRate.points(text, option: "PERCENT") }
    }
  }
}
