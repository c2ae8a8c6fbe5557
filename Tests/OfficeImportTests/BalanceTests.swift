import ChangeModel
import OfficeImport
import Testing

@Suite struct BalanceTests {
  let ada = RowID(high: 1, low: 1)

  func entry(_ amount: Int64, _ currency: String?) -> [String: Value] {
    [
      "customer_id": .reference(RowReference(id: ada)), "amount": .integer(amount),
      "currency": currency.map(Value.text) ?? .null,
    ]
  }

  @Test func balance_isTheSumOfTheEntriesInTheCustomersCurrency() {
    var balances = Balances()
    for entry in [entry(500, "EUR"), entry(-200, "EUR"), entry(7, nil), entry(1000, "USD")] {
      balances.add(entry: entry)
    }
    #expect(balances.newBalance(of: ada, values: ["currency": .text("EUR")]) == 307)
    #expect(balances.newBalance(of: ada, values: ["currency": .text("EUR"), "balance": .integer(307)]) == nil)
  }

  @Test func customerWithoutEntries_keepsTheBalance() {
    #expect(Balances().newBalance(of: ada, values: ["balance": .integer(9)]) == nil)
    var balances = Balances()
    balances.add(entry: entry(1, "USD"))
    #expect(balances.newBalance(of: ada, values: ["currency": .text("EUR")]) == nil)
  }
}

@Suite struct CSVWriterTests {
  @Test func fields_areQuotedWhereNeeded_andReadBackTheSame() throws {
    let fields = ["plain", "a,b", "say \"hi\"", "two\nlines", " edge", "=1+1", "é"]
    let line = CSVWriter.line(fields)
    #expect(line == "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" edge\",=1+1,é\n")
    var reader = CSVReader(MemorySource([Array(line.utf8)]))
    let record = try #require(try reader.next())
    #expect((0..<record.fieldCount).map { record.text(of: $0, as: .utf8) } == fields)
  }

  /// A quotation mark and a combining mark are one character to Swift.
  @Test func quotationMarkWithACombiningMark_isDoubledToo() throws {
    let line = CSVWriter.line(["a\"\u{301},b", "c"])
    var reader = CSVReader(MemorySource([Array(line.utf8)]))
    let record = try #require(try reader.next())
    #expect((0..<record.fieldCount).map { record.text(of: $0, as: .utf8) } == ["a\"\u{301},b", "c"])
  }

  @Test func noValue_andEmptyText_areToldApart() {
    #expect(CSVWriter.line([nil, "", "x"]) == ",\"\",x\n")
  }
}
