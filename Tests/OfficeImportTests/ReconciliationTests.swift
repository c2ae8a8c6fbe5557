import ChangeModel
import FieldSales
import OfficeImport
import Testing

@Suite struct ReconciliationTests {
  let table = FieldSales.schema.tables.first { $0.name == "territories" }

  func run(_ change: (inout [(RowID, [String: Value])]) -> Void) throws -> ReconciliationReport {
    let file = try ScratchFile("n,c\nNorth,1\nSouth,2\n")
    let trial = try TrialImport(
      file.path, kind: "territories", mapping: "kind territories\nsource erp\nkey c\nname = n\ncode = c")
    var rows = trial.rows.map { row in
      (row.id, Dictionary(uniqueKeysWithValues: row.values.map { (table?.columns[$0.key].name ?? "", $0.value) }))
    }
    change(&rows)
    var reconciliation = try Reconciliation(
      kind: .named("territories"), file: "rows.csv", schema: FieldSales.schema)
    reconciliation.expect(trial.rows)
    for (id, values) in rows { reconciliation.meet(id, values: values) }
    return reconciliation.report(trial.report)
  }

  @Test func sameRows_areReconciled_whateverElseIsThere() throws {
    let report = try run { rows in
      rows.reverse()
      rows.append((RowID(high: 9, low: 9), ["name": .text("West")]))
    }
    #expect(report.isReconciled)
    #expect((report.equal, report.others) == (2, 1))
    #expect(report.digestOfFile == report.digestOfStore)
  }

  @Test func changedAndMissingRows_areNamedByLine() throws {
    let report = try run { rows in
      rows[1].1["name"] = .text("Sud")
      rows.remove(at: 0)
    }
    #expect(!report.isReconciled)
    #expect(report.digestOfFile != report.digestOfStore)
    #expect(
      report.entries == [
        .init(line: 3, key: "2", difference: .different), .init(line: 2, key: "1", difference: .missing),
      ])
  }
}
