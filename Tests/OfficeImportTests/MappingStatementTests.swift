import ChangeModel
import FieldSales
import OfficeImport
import Testing

/// The statements that deal with files in which one row is not one record.
@Suite struct MappingStatementTests {
  let lines = """
    invoice,article,count,price,customer
    1,A,2,1.50,7.0
    1,A,2,1.50,7.0
    1,B,1,0.25,7.0
    2,A,3,1.40,
    C3,A,-1,1.50,7.0

    """

  func load(_ kind: String, _ mapping: String) throws -> TrialImport {
    let file = try ScratchFile(lines)
    return try withExtendedLifetime(file) { try TrialImport(file.path, kind: kind, mapping: mapping) }
  }

  @Test func number_countsTheRowsOfAGroup_andNote_tellsOfRepetitions() throws {
    let trial = try load(
      "order_lines",
      """
      kind order_lines
      number line by invoice
      key invoice, line
      skip when invoice is like "C*" because "a credit note"
      note repeated because "the row repeats another one"
      total value = count * price
      order_id = invoice | reference orders
      line_number = line | integer
      sku = article
      quantity = count | integer
      unit_price = price | money
      """)
    #expect(trial.values(of: "line_number") == [.integer(1), .integer(2), .integer(3), .integer(1)])
    #expect(
      trial.report.issues.map(\.description).map { $0.drop { $0 != ":" } } == [
        ":3: warning: 1 2: the row repeats another one (line 2)"
      ])
    let control = try #require(trial.report.controls.first)
    #expect(control.read == "8.95")
    #expect(control.taken == "10.45")
    #expect(control.leftOut == ["a credit note": "-1.50"])
    #expect(control.refused == "0")
  }

  @Test func skipRepeated_leavesThemOut() throws {
    let trial = try load(
      "order_lines",
      """
      kind order_lines
      number line by invoice
      key invoice, line
      skip repeated because "twice"
      order_id = invoice | reference orders
      quantity = count | integer
      """)
    #expect(trial.report.skipped == ["twice": 1])
    #expect(trial.rows.count == 4)
  }

  @Test func first_takesOneRowOfAKey_andUsual_theValueOfMost() throws {
    let trial = try load(
      "products",
      """
      kind products
      key article
      first
      file rows = "." by article
      sku = article
      name = article
      unit_price = article | usual rows price | money
      """)
    #expect(trial.values(of: "unit_price") == [.integer(150), .integer(25)])
    #expect(trial.report.skipped == ["a row above has the key": 3])
  }

  @Test func whole_dropsDecimalsThatAreZero() throws {
    let trial = try load(
      "customers",
      """
      kind customers
      let number = customer | whole
      let key_of_row = number | default "nobody"
      key key_of_row
      first
      territory_id = "T" | reference territories
      name = key_of_row
      """)
    #expect(trial.rows.map(\.key) == ["7", "nobody"])
  }

  @Test(arguments: [
    ("C*", "C3", true), ("C*", "3C", false), ("*3", "C3", true), ("a*c*e", "abcde", true), ("a*c*e", "ace", true),
    ("a*e*c", "ace", false), ("aa*aa", "aaa", false), ("*", "", true), ("C", "C", true),
  ])
  func pattern_fitsWhatItSays(pattern: String, text: String, fits: Bool) throws {
    let file = try ScratchFile("n\nx\(text)\n")
    let trial = try TrialImport(
      file.path, kind: "customers",
      mapping: "kind customers\nkey n\nskip when n is like \"x\(pattern)\" because \"it fits\"\nname = n\n"
        + "territory_id = \"T\" | reference territories")
    #expect(trial.report.skipped == (fits ? ["it fits": 1] : [:]))
  }

  @Test func digest_isTheSameInAnyOrder_andAnotherForOtherValues() throws {
    let mapping = "kind territories\nkey n\nname = n"
    let digests = try ["n\na\nb\n", "n\nb\na\n", "n\na\nc\n"].map {
      let file = try ScratchFile($0)
      return try withExtendedLifetime(file) {
        try TrialImport(file.path, kind: "territories", mapping: mapping).report.digest
      }
    }
    #expect(digests[0] == digests[1])
    #expect(digests[0] != digests[2])
  }
}
