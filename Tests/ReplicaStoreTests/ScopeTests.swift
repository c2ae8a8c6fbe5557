import ChangeModel
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ReplicaStore

/// What leaves the scope leaves the disk.
@Suite struct ScopeTests {
  private let canary = "CANARY-8d1f"

  /// A replica of two territories; the second holds one item with a part, both with a canary.
  private func world() throws -> (TrialReplica, TrialOffice) {
    var office = TrialOffice()
    office.admit(5, scopes: [.org, .territory(1), .territory(2)])
    office.write([
      Trial.insertItem(.trial(50), ["name": .set(.text("Ann"))]),
      Trial.insertItem(
        .trial(51), territory: 2, ["notes": .set(.text(canary + " notes")), "code": .set(.text(canary))]),
      Trial.insert(
        TrialSchema.parts, .trial(61),
        ["item_id": .set(.reference(RowReference(id: .trial(51)))), "name": .set(.text(canary + " part"))]),
    ])
    let trial = try TrialReplica(scopes: [.org, .territory(1), .territory(2)])
    try trial.sync(&office)
    return (trial, office)
  }

  private func isOnDisk(_ trial: TrialReplica) throws -> Bool {
    let copy = try trial.copyFiles()
    defer { copy.remove() }
    return try copy.bytes().range(of: Data(canary.utf8)) != nil
  }

  @Test func scopeThatIsTakenAway_leavesTheDisk() throws {
    var (trial, office) = try world()
    #expect(try isOnDisk(trial))
    office.admit(5, scopes: [.org, .territory(1)])
    try trial.sync(&office)
    #expect(try trial.rows("SELECT name FROM items") == ["Ann"])
    #expect(try trial.rows("SELECT count(*) FROM parts") == ["0"])
    #expect(try trial.replica.digests() == office.digests(of: [.org, .territory(1)]))
    #expect(try trial.replica.status().scopes == ["Trial Ltd", "North"])
    #expect(try !isOnDisk(trial))
  }

  @Test func rowThatMovesAway_leavesTheDisk() throws {
    var (trial, office) = try world()
    office.admit(5, scopes: [.org, .territory(1)])
    office.write([Trial.update(.trial(51), ["territory_id": .set(.reference(RowReference(row: 1)))])])
    try trial.sync(&office)
    #expect(try isOnDisk(trial))
    office.write([Trial.update(.trial(51), ["territory_id": .set(.reference(RowReference(row: 2)))])])
    try trial.sync(&office)
    #expect(try trial.rows("SELECT count(*) FROM parts") == ["0"])
    #expect(try !isOnDisk(trial))
    #expect(try trial.replica.digests() == office.digests(of: [.org, .territory(1)]))
  }

  @Test func reader_delaysTheEmptyingOfTheLog_notTheSync() throws {
    var (trial, office) = try world()
    office.admit(5, scopes: [.org, .territory(1)])
    let reader = try DatabaseQueue(path: trial.path)
    try reader.inDatabase { db in
      try db.execute(sql: "BEGIN; SELECT * FROM items")
      try trial.sync(&office)
      try db.execute(sql: "COMMIT")
    }
    #expect(try trial.rows("SELECT truncate_due FROM godwit_meta") == ["1"])
    try trial.sync(&office)
    #expect(try trial.rows("SELECT truncate_due FROM godwit_meta") == ["0"])
    #expect(try !isOnDisk(trial))
  }

  @Test func pendingEdits_arePushedBeforeTheScopeGoes() throws {
    var (trial, office) = try world()
    try trial.write("UPDATE items SET terms = 'mine' WHERE id = \(sql(51))")
    // The right to the territory ends with this very sync.
    office.admit(5, scopes: [.org, .territory(1)])
    try trial.sync(&office)
    #expect(try trial.rows("SELECT count(*) FROM items") == ["1"])
    #expect(try trial.replica.attention().flatMap(\.changeSet.lines) == ["update items 2: terms='mine'"])
    // The correction names the item alone; what hangs on it has to leave as well.
    #expect(try trial.rows("SELECT count(*) FROM parts") == ["0"])
    #expect(try trial.replica.digests() == office.digests(of: [.org, .territory(1)]))
    #expect(try !isOnDisk(trial))
  }

  @Test func scopeThatIsAdded_comesInFull() throws {
    var office = TrialOffice()
    office.write([
      Trial.insertItem(.trial(50)), Trial.insertItem(.trial(51), territory: 2),
      Trial.insert(TrialSchema.parts, .trial(61), ["item_id": .set(.reference(RowReference(id: .trial(51))))]),
    ])
    let trial = try TrialReplica()
    try trial.sync(&office)
    office.admit(5, scopes: [.org, .territory(1), .territory(2)])
    try trial.sync(&office)
    #expect(try trial.replica.digests() == office.digests(of: [.org, .territory(1), .territory(2)]))
  }
}
