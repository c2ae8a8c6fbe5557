import FieldSales
import OfficeImport
import Testing

@Suite struct ProfileTests {
  func profile(_ text: String) throws -> FileProfile {
    let file = try ScratchFile(text)
    return try withExtendedLifetime(file) { try FileProfile(path: file.path) }
  }

  @Test func profile_tellsWhatDeservesALook() throws {
    let rows = (1...40).map { "\($0),\($0 == 7 ? 9_000_000 : 100 + $0),Norway,1/\($0 % 12 + 13)/2024" }
    let text =
      "id,amount,land,day\n" + rows.joined(separator: "\n") + "\n41,150,Norway ,\n41,150,Norway ,\n42,5\n"
      + "43,150,NORWAY,1/2/2024\n44,150,Ch\u{C3}\u{A1}vez,1/2/2024\n"
    let profile = try profile(text)
    #expect(profile.rows == 45)
    #expect(profile.faulty == 1)
    #expect(profile.repeated == 1)
    #expect(profile.keys == [])
    let amount = profile.columns[1]
    #expect(amount.form == "whole number")
    #expect(amount.outliers.map(\.value) == ["9000000"])
    #expect((amount.least, amount.greatest) == ("101", "9000000"))
    let land = profile.columns[2]
    #expect((land.withEdgeBlanks, land.misread, land.nearlyEqual) == (2, 1, 2))
    #expect(profile.columns[3].empty == 2)
    #expect(profile.forms["day"] == .date(["M/D/YYYY"]))
  }

  @Test func dayAndMonthThatCannotBeToldApart_areSaidSo() throws {
    let profile = try profile("d\n1/2/2024\n3/4/2024\n")
    #expect(profile.forms["d"] == .date(["M/D/YYYY", "D/M/YYYY"]))
    #expect(profile.lines.contains { $0.contains("cannot be told apart") })
  }

  @Test(arguments: [
    ("1\n2\n", ValueForm.whole), ("1.5\n2\n", .decimal(places: 1, .plain)),
    ("\"1.000,5\"\n2\n", .decimal(places: 1, .comma)), ("true\nno\n", .boolean), ("007\n008\n", .text),
    ("\"1,234.50\"\n2\n", .decimal(places: 2, .point)), ("$5\n", .decimal(places: 0, .point)),
    ("31.12.25\n1.2.24\n", .date(["D.M.YY"])),
    ("2024-02-29\n2024-03-01 10:00\n", .date([nil])), ("a\n1\n", .text), ("2024年3月1日\n", .date(["YYYY年M月D日"])),
  ])
  func form_isWhatAllValuesCanBeReadAs(rows: String, form: ValueForm) throws {
    #expect(try profile("x\n" + rows).forms["x"] == form)
  }

  @Test func fileWithoutRows_hasAProfile() throws {
    let profile = try profile("a,b\n")
    #expect(profile.rows == 0)
    #expect(profile.columns.map(\.different) == [0, 0])
    #expect(!profile.lines.isEmpty)
  }
}

/// The wizard's drafts are mappings that work.
@Suite struct MappingProposalTests {
  func propose(_ text: String, kind: String? = nil) throws -> (text: String, trial: TrialImport) {
    let file = try ScratchFile(text)
    return try withExtendedLifetime(file) {
      let proposal = try MappingProposal(
        FileProfile(path: file.path), kind: kind.map { try ImportKind.named($0) }, source: "erp",
        schema: FieldSales.schema)
      let trial = try TrialImport(
        file.path, kind: proposal.kind.name, mapping: proposal.text, territory: TrialImport.org)
      return (proposal.text, trial)
    }
  }

  @Test func customers_areRecognisedAndTaken() throws {
    let (text, trial) = try propose(
      "CustomerNumber,Customer Name,Tel,Credit Limit,Since,Odd One\nC1, Ada ,030 1234567,100.50,13.1.2020,x\nC2,王伟商店,,7,1.2.2020,y\n"
    )
    #expect(text.contains("key CustomerNumber"))
    #expect(text.contains("#   [Odd One]"))
    #expect(trial.report.refused == 0, "\(trial.report.issues)")
    #expect(trial.values(of: "name") == [.text("Ada"), .text("王伟商店")])
    #expect(trial.values(of: "credit_limit") == [.integer(10_050), .integer(700)])
    #expect(trial.values(of: "first_contact_at").first == .integer(1_578_873_600_000))
  }

  @Test func orderLinesWithoutNumbers_getRunningOnes_andTotals() throws {
    let (_, trial) = try propose("InvoiceNo,StockCode,Qty,UnitPrice\n1,A,2,1.5\n1,B,1,2.25\n2,A,1,1.5\n")
    #expect(trial.report.kind == "order_lines")
    #expect(trial.values(of: "line_number") == [.integer(1), .integer(2), .integer(1)])
    #expect(trial.report.controls.map(\.taken) == ["4", "6.75"])
    #expect(trial.report.refused == 0)
  }

  @Test func chineseHeader_isUnderstood() throws {
    let (_, trial) = try propose("客户编号,名称,电话,城市\n1,王伟商店,13800138000,上海\n")
    #expect(trial.report.kind == "customers")
    #expect(trial.values(of: "city") == [.text("上海")])
  }

  @Test func headerThatSaysNothing_asksForTheKind() throws {
    let fault = #expect(throws: ImportFault.self) { _ = try propose("x,y\n1,2\n") }
    #expect(fault?.message.hasSuffix("Say it with `--kind`.") == true)
  }
}
