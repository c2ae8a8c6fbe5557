import ChangeModel
import HubStore
import MergeEngine
import TestSupport
import Testing

/// The org and its schema, which may grow.
@Suite struct OrgContractTests {
  /// The trial schema with columns appended to a table, and a table at the end.
  private func grown(_ columns: [ColumnSchema], table: Int = TrialSchema.items) -> Schema {
    var schema = TrialSchema.schema
    schema.version += 1
    let before = schema.tables[table]
    schema.tables[table] = TableSchema(
      before.name, meaning: before.meaning, scope: before.scope, deletion: before.deletion,
      officeOwned: before.officeOwned, joinsParent: before.joinsParent, columns: before.columns + columns)
    schema.tables.append(
      TableSchema(
        "notes", meaning: "New.", scope: .org, deletion: .updateWins,
        columns: [ColumnSchema("text", .text, meaning: "new")]))
    return schema
  }

  @Test(arguments: StoreKind.allCases)
  func org_comesBackAsSaved(kind: StoreKind) throws {
    let test = try kind.make()
    #expect(try test.store.read { try $0.org() } == .trial)
    var org = OrgRecord.trial
    org.name = "Moved"
    org.epoch = 3
    org.schema = grown([])
    try test.store.write { writing in
      try writing.save(org: org)
      try #expect(writing.org() == org)
    }
    #expect(try test.store.read { try $0.org() } == org)
    org.name = "Again"
    try test.store.write { try $0.save(org: org) }
    #expect(try test.store.read { try $0.org() } == org)
  }

  @Test(arguments: StoreKind.allCases)
  func columnsAppended_rowsFromBeforeHoldTheFallback_andDigestsFollow(kind: StoreKind) throws {
    let test = try kind.make()
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 81)
    var rows = (1...30).map {
      sample.inserted(RowKey(table: TrialSchema.items, row: $0), scope: .territory($0 % 2 + 1), at: 1)
    }
    rows[3].deletion = sample.write(at: 1)
    try test.store.commit(hub.batch(rows))

    let columns = [
      ColumnSchema("colour", .text, notNull: true, fallback: .text("grey"), meaning: "new"),
      ColumnSchema("weight", .integer, meaning: "new"),
    ]
    var org = OrgRecord.trial
    org.schema = grown(columns)
    try test.store.write { try $0.save(org: org) }

    let filled = rows.map { row in
      var row = row
      row.values += columns.map(\.fallback)
      row.groups += columns.map { _ in GroupState(changed: row.created.position, winner: row.created) }
      return row
    }
    var after = ReferenceHub()
    _ = after.batch(filled)
    #expect(try test.store.rows(filled[0].key, filled[3].key) == [filled[0], filled[3]])
    for scope in [Scope.territory(1), .territory(2)] {
      #expect(try test.store.changes(in: scope) == after.changes(in: scope, after: .start))
      #expect(try test.store.read { try $0.digests(of: [scope]) } == after.digests(of: [scope]))
    }
    try test.store.commit(after.batch([sample.updated(filled[1], at: 2)]))
    #expect(try test.store.read { try $0.digests(of: [.territory(1)]) } == after.digests(of: [.territory(1)]))
  }

  @Test(arguments: StoreKind.allCases)
  func schemaThatDoesMoreThanAppend_isRefused(kind: StoreKind) throws {
    let test = try kind.make()
    var fewer = TrialSchema.schema
    fewer.tables.removeLast()
    var swapped = TrialSchema.schema
    swapped.tables.swapAt(2, 3)
    var dropped = TrialSchema.schema
    dropped.tables[2].columns.removeLast()
    var retyped = TrialSchema.schema
    retyped.tables[3].columns[1].kind = .integer
    let unique = grown([ColumnSchema("colour", .text, fallback: .text("grey"), unique: true, meaning: "new")])
    for schema in [fewer, swapped, dropped, retyped, unique] {
      var org = OrgRecord.trial
      org.schema = schema
      #expect(throws: HubStoreError.self) { try test.store.write { try $0.save(org: org) } }
    }
    #expect(try test.store.read { try $0.org() } == .trial)
  }
}
