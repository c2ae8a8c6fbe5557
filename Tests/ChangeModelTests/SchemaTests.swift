import ChangeModel
import TestSupport
import Testing

@Suite struct SchemaTests {
  @Test func trialSchemaIsGood() {
    #expect(TrialSchema.schema.faults == [])
  }

  @Test func groupsAndClosure() throws {
    let items = TrialSchema.schema.tables[TrialSchema.items]
    let street = TrialSchema.item("street")
    let city = TrialSchema.item("city")
    #expect(items.closure(of: 1 << UInt64(city)) == 1 << UInt64(city) | 1 << UInt64(street))
    #expect(items.groupOfColumn[street] == items.groupOfColumn[city])
    #expect(items.groups.flatMap(\.columns).sorted() == Array(items.columns.indices))
  }

  @Test func faultsAreNamed() {
    var schema = TrialSchema.schema
    schema.tables[2].columns[9].kind = .integer
    schema.tables[3].scope = .parent(column: "name")
    schema.tables[4].name = "godwit_bills"
    schema.conflictTable = "nothing"
    let faults = schema.faults
    for part in ["nothing", "cannot be set", "name does not reference", "godwit_bills"] {
      #expect(faults.contains { $0.contains(part) }, "\(part) in \(faults)")
    }
  }

  @Test func fingerprintSeesMeaningfulChangesOnly() {
    let schema = TrialSchema.schema
    var words = schema
    words.version = 9
    words.tables[2].columns[1].meaning = "something else"
    #expect(words.fingerprint == schema.fingerprint)
    var changes = [Digest]()
    var policy = schema
    policy.tables[2].columns[1].policy = .ask
    changes.append(policy.fingerprint)
    var column = schema
    column.tables[3].columns.append(ColumnSchema("more", .text, meaning: "more"))
    changes.append(column.fingerprint)
    var deletion = schema
    deletion.tables[3].deletion = .never
    changes.append(deletion.fingerprint)
    #expect(Set(changes + [schema.fingerprint]).count == 4)
  }
}
