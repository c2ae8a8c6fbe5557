import ChangeModel
import FieldSales
import Foundation
import GRDB
import OfficeImport
import Testing

/// Somebody else's SQLite database as a source.
@Suite struct SQLiteSourceTests {
  func database(_ file: ScratchFile) throws {
    try FileManager.default.removeItem(atPath: file.path)
    let queue = try DatabaseQueue(path: file.path)
    try queue.write { db in
      try db.execute(
        sql: """
          CREATE TABLE "Order Rows" (k INTEGER PRIMARY KEY, name TEXT, price REAL, big INTEGER, bits BLOB);
          INSERT INTO "Order Rows" VALUES
            (1, 'Ada, "A"' || char(10) || 'x', 0.15, 9007199254740993, x'00ff'), (2, NULL, 1e-7, -1, NULL),
            (3, '王伟', 123456789012345680000.0, 0, NULL);
          CREATE TABLE areas (k INTEGER, area TEXT);
          INSERT INTO areas VALUES (1, 'North'), (2, 'South'), (3, 'South');
          CREATE VIEW cheap AS SELECT k, name FROM "Order Rows" WHERE price < 1;
          """)
    }
    try queue.close()
  }

  @Test func everyKindOfValue_becomesItsText() throws {
    let file = try ScratchFile("", name: "shop.sqlite")
    try database(file)
    var source = try SourceFile(path: file.path + "#Order Rows")
    #expect(source.header == ["k", "name", "price", "big", "bits"])
    var rows = [[String]]()
    while let record = try source.next() {
      rows.append((0..<record.fieldCount).map { record.text(of: $0, as: .utf8) ?? "?" })
    }
    #expect(
      rows == [
        ["1", "Ada, \"A\"\nx", "0.15", "9007199254740993", "00ff"], ["2", "", "0.0000001", "-1", ""],
        ["3", "王伟", "123456789012345680000", "0", ""],
      ])
  }

  @Test func tableAndSideTable_areImportedThroughAMapping() throws {
    let file = try ScratchFile("", name: "shop.sqlite")
    try database(file)
    let trial = try TrialImport(
      file.path + "#cheap", kind: "customers",
      mapping: """
        kind customers
        source shop
        key k
        file areas = "#areas" by k
        territory_id = k | lookup areas area | reference territories
        name = name | default "nameless" | spaces
        """)
    #expect(trial.values(of: "name") == [.text("Ada, \"A\" x"), .text("nameless")])
    #expect(trial.report.refused == 0)
  }

  @Test func databaseWithoutTable_andUnknownTable_areRefusedWithTheNames() throws {
    let file = try ScratchFile("", name: "shop.sqlite")
    try database(file)
    for path in [file.path, file.path + "#nothing"] {
      let fault = #expect(throws: ImportFault.self) { _ = try SourceFile(path: path) }
      #expect(fault?.message.contains("Order Rows, areas, cheap") == true, "\(fault?.message ?? "")")
    }
  }

  @Test func fileWithAMarkInItsName_isAFileStill() throws {
    let file = try ScratchFile("a,b\n1,2\n", name: "rows#2.csv")
    #expect(try SourceFile(path: file.path).header == ["a", "b"])
  }
}
