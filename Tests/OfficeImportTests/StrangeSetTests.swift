import ChangeModel
import FieldSales
import Foundation
import GRDB
import OfficeImport
import Testing

/// Sets that nobody had in mind when the importer was written: a mapping file alone must be enough.
@Suite struct StrangeSetTests {
  /// As German Excel writes it: byte order mark, semicolons, CR LF, decimal commas, a line break within a field, one
  /// column name twice, a day that does not exist, and rows with too many and too few cells.
  static let retail = """
    \u{FEFF}Beleg;Artikel;Text;Menge;Datum;Preis;Kunde;Info;Info\r
    R-1;A-1;"Kanne\r
    0,5 l";2;31.12.2025;1.234,50 €;K1;;x\r
    R-1;A-2;Tasse;1.000;31.12.2025;3,20 €;K1;;\r
    R-1;A-2;Tasse;1.000;31.12.2025;3,20 €;K1;;\r
    R-2;A-2;Tasse;3;02.01.2026;2,999 €;;;\r
    G-3;A-2;Tasse;-2;03.01.2026;3,20 €;K1;Gutschrift;\r
    R-4;A-1;Kanne;1;31.02.2026;10,00 €;K2;;\r
    R-5;A-1;Kanne;1;06.01.2026;10,00 €;K2;;;zu viel\r
    R-6;A-1;Kanne;1;06.01.2026\r

    """

  @Test func germanRetailLines_comeInByAMappingAlone() throws {
    let file = try ScratchFile(Self.retail)
    let trial = try TrialImport(
      file.path, kind: "order_lines",
      mapping: """
        kind order_lines
        source laden
        numbers comma
        number line by Beleg
        key Beleg, line
        skip when Beleg is like "G-*" because "a credit note"
        note repeated because "repeats another row"
        total value = Menge * Preis
        order_id = Beleg | reference orders
        line_number = line | integer
        sku = Artikel
        description = Text | spaces
        quantity = Menge | integer
        unit_price = Preis | money rounded
        """)
    #expect(trial.values(of: "quantity") == [2, 1000, 1000, 3, 1].map { .integer($0) })
    #expect(trial.values(of: "unit_price") == [123_450, 320, 320, 300, 1000].map { .integer($0) })
    #expect(trial.values(of: "description").first == .text("Kanne 0,5 l"))
    #expect(trial.report.skipped == ["a credit note": 1])
    #expect(trial.report.refused == 2)
    let control = try #require(trial.report.controls.first)
    #expect(control.taken == "8887.997")
    #expect(control.leftOut == ["a credit note": "-6.40"])
    #expect(
      trial.report.issues.map(\.message).filter { $0.contains("fields") } == [
        "10 fields instead of 9", "5 fields instead of 9",
      ])
  }

  @Test func germanOrders_withADayThatDoesNotExist_loseThatRowAlone() throws {
    let file = try ScratchFile(Self.retail)
    let trial = try TrialImport(
      file.path, kind: "orders",
      mapping: """
        kind orders
        source laden
        numbers comma
        key Beleg
        first
        skip when Kunde is empty because "no customer"
        customer_id = Kunde | reference customers
        number = Beleg
        placed_at = Datum | date "DD.MM.YYYY"
        memo = [Info (2)]
        """)
    #expect(trial.values(of: "number") == [.text("R-1"), .text("G-3")])
    #expect(trial.values(of: "placed_at").first == .integer(1_767_139_200_000))
    #expect(trial.values(of: "memo") == [.text("x"), .null])
    #expect(trial.report.issues.contains { $0.message.hasSuffix("\"31.02.2026\" is no date in the form DD.MM.YYYY") })
  }

  @Test func sumsOverAnotherFile_readItsCommas() throws {
    let file = try ScratchFile("nr;betrag\n7;x\n")
    let lines = URL(filePath: file.path).deletingLastPathComponent().appending(path: "lines.csv")
    try Data("nr;menge;preis\n7;2;1.000,125\n7;1;0,25\n".utf8).write(to: lines)
    let trial = try TrialImport(
      file.path, kind: "invoices",
      mapping: """
        kind invoices
        source laden
        numbers comma
        key nr
        file lines = "lines.csv" by nr
        customer_id = nr | reference customers
        kind = "invoice"
        number = nr
        amount = nr | sum lines menge * preis | money
        """)
    #expect(trial.values(of: "amount") == [.integer(200_050)])
  }

  @Test func sumsOverTheFileItself_passOverRowsThatTheImportRefuses() throws {
    let file = try ScratchFile(Self.retail)
    let trial = try TrialImport(
      file.path, kind: "ledger_entries",
      mapping: """
        kind ledger_entries
        source laden
        numbers comma
        file rows = "." by Beleg
        key Beleg
        skip when Beleg is not like "G-*" because "no credit note"
        first
        customer_id = Kunde | reference customers
        kind = "credit"
        number = Beleg
        amount = Beleg | sum rows Menge * Preis | money
        """)
    #expect(trial.values(of: "amount") == [.integer(-640)])
    #expect(trial.report.refused == 2)
  }

  @Test func theWizardsDraft_ofAGermanFile_readsItsNumbersAndDates() throws {
    let file = try ScratchFile(
      "OrderNo;Line;SKU;Qty;Unit Price\nR-1;1;A;2;1.234,50\nR-1;2;B;10;3,20\n")
    let draft = try MappingProposal(
      FileProfile(path: file.path), kind: nil, source: "laden", schema: FieldSales.schema)
    #expect(draft.text.contains("\nnumbers comma\n"))
    let trial = try TrialImport(file.path, kind: "order_lines", mapping: draft.text)
    #expect(trial.values(of: "unit_price") == [.integer(123_450), .integer(320)])
    #expect(trial.report.controls.map(\.taken) == ["12", "2501.00"])
  }

  /// `姓名,客户编号,手机,出生日期` in GBK.
  @Test func chineseContacts_inTheirOwnEncoding_comeInByTheDraft() throws {
    let header: [UInt8] =
      [
        0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xBF, 0xCD, 0xBB, 0xA7, 0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xCA, 0xD6, 0xBB, 0xFA,
        0x2C,
      ]
      + [0xB3, 0xF6, 0xC9, 0xFA, 0xC8, 0xD5, 0xC6, 0xDA, 0x0D, 0x0A]
    let row = [0xC0, 0xEE, 0xC4, 0xC8] + Array(",K1,138 0013 8000,31.12.1985\r\n".utf8)
    let file = try ScratchFile(header + row)
    let draft = try MappingProposal(
      FileProfile(path: file.path, encoding: .gb18030), kind: nil, source: "crm", schema: FieldSales.schema,
      encoding: .gb18030)
    #expect(draft.text.contains("\nencoding gb18030\n"))
    let trial = try TrialImport(file.path, kind: "contacts", mapping: draft.text)
    #expect(trial.report.kind == "contacts")
    #expect(trial.values(of: "name") == [.text("李娜")])
    #expect(trial.values(of: "birth_date") == [.text("1985-12-31")])
    #expect(trial.report.refused == 0, "\(trial.report.issues)")
  }

  @Test func americanCustomers_keepTheirLimits() throws {
    let file = try ScratchFile(
      "Cust No,Company,Credit Limit,Since\n101,Acme,\"$12,500.00\",3/31/2017\n103,Zenith,\"(1,250.50)\",1/15/2020\n")
    let draft = try MappingProposal(
      FileProfile(path: file.path), kind: .named("customers"), source: "hr", schema: FieldSales.schema)
    #expect(draft.text.contains("\nnumbers point\n"))
    let trial = try TrialImport(file.path, kind: "customers", mapping: draft.text, territory: TrialImport.org)
    #expect(trial.values(of: "credit_limit") == [.integer(1_250_000), .integer(-125_050)])
    #expect(trial.values(of: "first_contact_at") == [.integer(1_490_918_400_000), .integer(1_579_046_400_000)])
  }

  @Test func deals_areRecognised_andTheirStagesWaitForAPerson() throws {
    let file = try ScratchFile(
      "Deal ID,Deal Name,Account,Owner,Stage,Amount,Close Date\nd1,Racks,Acme,Bob,Closed Won,12000,2025-12-31T10:00:00+08:00\n"
    )
    let draft = try MappingProposal(
      FileProfile(path: file.path), kind: nil, source: "crm", schema: FieldSales.schema)
    #expect(draft.kind.name == "opportunities")
    #expect(draft.text.contains("\nkey [Deal ID]\n"))
    #expect(draft.text.contains("\n# stage = Stage | map \"Closed Won\" = \"?\"\n"))
    let mapping = draft.text.replacing("# stage =", with: "stage =").replacing("\"?\"", with: "\"contract\"")
    let trial = try TrialImport(file.path, kind: "opportunities", mapping: mapping)
    #expect(trial.values(of: "stage") == [.text("contract")])
    #expect(trial.values(of: "value") == [.integer(1_200_000)])
    #expect(trial.values(of: "closed_at") == [.integer(1_767_146_400_000)])
  }

  @Test func secondsSince1970_inAForeignDatabase_areTimes() throws {
    let file = try ScratchFile("", name: "erp.sqlite")
    try FileManager.default.removeItem(atPath: file.path)
    let queue = try DatabaseQueue(path: file.path)
    try queue.write { db in
      try db.execute(
        sql: """
          CREATE TABLE sales (sale_no TEXT PRIMARY KEY, customer TEXT, date INTEGER) WITHOUT ROWID;
          INSERT INTO sales VALUES ('S1', 'P-1', 1767139200), ('S2', 'P-1', 1767225600);
          CREATE VIEW twice AS SELECT sale_no, sale_no AS "sale_no" FROM sales;
          """)
    }
    try queue.close()
    let draft = try MappingProposal(
      FileProfile(path: file.path + "#sales"), kind: nil, source: "erp", schema: FieldSales.schema)
    #expect(draft.text.contains("placed_at = date | date seconds"))
    let trial = try TrialImport(file.path + "#sales", kind: "orders", mapping: draft.text)
    #expect(trial.values(of: "placed_at") == [.integer(1_767_139_200_000), .integer(1_767_225_600_000)])
  }

  @Test func birthdays_areDaysWhateverTheirForm() throws {
    let file = try ScratchFile("k,on\n1,29.2.1960\n2,1.3.1900\n3,31.12.0001\n4,31.2.1999\n5,\n")
    let trial = try TrialImport(
      file.path, kind: "contacts",
      mapping: """
        kind contacts
        key k
        customer_id = k | reference customers
        name = k
        birth_date = on | day "D.M.YYYY"
        """)
    #expect(
      trial.values(of: "birth_date") == [.text("1960-02-29"), .text("1900-03-01"), .text("0001-12-31"), .null])
    #expect(trial.report.refused == 1)
  }

  @Test func aTimeThatIsNoNumber_orTooLarge_isRefused() throws {
    let file = try ScratchFile("k,at\n1,soon\n2,9223372036854775807\n3,5\n")
    let trial = try TrialImport(
      file.path, kind: "orders",
      mapping: """
        kind orders
        key k
        customer_id = k | reference customers
        number = k
        placed_at = at | date seconds
        """)
    #expect(trial.values(of: "placed_at") == [.integer(5_000)])
    #expect(trial.report.refused == 2)
  }
}
