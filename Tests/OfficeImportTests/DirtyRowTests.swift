import ChangeModel
import FieldSales
import OfficeImport
import Testing

/// Whatever is wrong with a row is said, with its line, and the other rows go on.
@Suite struct DirtyRowTests {
  let mapping = """
    kind customers
    key number
    file regions = "regions.csv" by region
    let territory = region | lookup regions territory
    skip when name is "TEST" because "a test row"
    territory_id = territory | reference territories
    code = number
    name = name | trim
    credit_limit = limit | money
    currency = "EUR"
    first_contact_at = since | date "D.M.YYYY"
    """

  func issues(_ rows: String, mapping: String? = nil) throws -> TrialImport {
    let file = try ScratchFile("number,name,region,limit,since\n" + rows)
    try file.add("region,territory\nN,North\nS,South\n", name: "regions.csv")
    var trial = try TrialImport(file.path, kind: "customers", mapping: mapping ?? self.mapping)
    trial.report.issues = trial.report.issues.map { issue in
      var issue = issue
      issue.file = "rows.csv"
      return issue
    }
    return trial
  }

  @Test func eachKindOfDirt_isReportedByItself() throws {
    let trial = try issues(
      """
      1,Ada,N,100.00,1.3.2020
      2,Bea,N
      ,Cleo,N,1,1.3.2020
      4,Dora,N,"1,000",1.3.2020
      5,Emma,N,1,31.2.2020
      6,Fay,X,1,1.3.2020
      1,Gil,S,1,1.3.2020
      8,,N,1,1.3.2020
      9,Ch\u{C3}\u{A1}vez,S,,
      10,TEST,S,,
      11,"Ira"x,S,,
      12,Jo,S,1.005,
      """)
    #expect(
      trial.report.issues.map(\.description) == [
        "rows.csv:3: refused: 3 fields instead of 5",
        "rows.csv:4: refused: the key number is missing",
        "rows.csv:5: refused: 4: credit_limit: \"1,000\" is no number",
        "rows.csv:6: refused: 5: first_contact_at: \"31.2.2020\" is no date in the form D.M.YYYY",
        "rows.csv:7: refused: 6: territory_id: regions has no row for \"X\"",
        "rows.csv:8: refused: 1: the key 1 stands on line 2 already",
        "rows.csv:9: refused: 8: name: it needs a value",
        "rows.csv:10: warning: 9: name: \"Ch\u{C3}\u{A1}vez\" looks mis-decoded; it may have been \"Ch\u{E1}vez\"",
        "rows.csv:12: refused: there is text after the closing quotation mark of field 2",
        "rows.csv:13: refused: 12: credit_limit: \"1.005\" has more than 2 decimals, or is too large",
      ])
    #expect(trial.rows.map(\.key) == ["1", "9"])
    #expect(trial.report.read == 12)
    #expect(trial.report.refused == 9)
    #expect(trial.report.skipped == ["a test row": 1])
    #expect(trial.report.inserted + trial.report.refused + 1 == trial.report.read)
    #expect(trial.report.sums == ["credit_limit": "100.00"])
  }

  @Test func refusalByTheServer_isCountedAndLeftOutOfTheSums() throws {
    let file = try ScratchFile("id,kind,amount,customer_id\n1,payment,100,7\n2,payment,50,7\n")
    var run = try ImportRun(
      path: file.path, kind: .named("ledger_entries"), mapping: nil, schema: FieldSales.schema, org: TrialImport.org)
    let batch = try run.nextBatch(10)
    run.settle(batch, BatchOutcome(unchanged: 1, refused: [1: "the customer does not exist"]))
    #expect(run.report.unchanged == 1)
    #expect(run.report.sums == ["amount of kind payment": "1.00"])
    #expect(run.report.issues.map(\.line) == [3])
    #expect(run.report.issues.first?.message == "the customer does not exist")
  }

  @Test func correctAccents_areNoWarning() throws {
    let trial = try issues("1,Rosa S\u{E1}nchez,N,,\n2,A\u{F1}asco \u{20AC} \u{4E2D},N,,\n")
    #expect(trial.report.issues == [])
  }

  @Test func distinct_takesRepeatedRowsAsOne_butNotContradictions() throws {
    let text = "kind territories\nkey name\ndistinct\nname = name\ncode = region"
    let file = try ScratchFile("name,region\nNorth,N\nNorth,N\nNorth,S\n")
    let trial = try TrialImport(file.path, kind: "territories", mapping: text)
    #expect(trial.rows.count == 1)
    #expect(trial.report.skipped == ["the row repeats one above": 1])
    #expect(trial.report.issues.map(\.message) == ["the key North stands on line 2 already"])
  }
}
