import ChangeModel
import MergeEngine
import SyncProtocol
import TestSupport
import Testing

@testable import ReplicaStore

/// What any SQLite client writes is captured. The stock shell stands for them all.
@Suite struct CaptureTests {
  private let office = Trial.hub()

  /// A replica that holds two territories, three reps and one item, row 1, with some values.
  private func replicaWithItem() throws -> (TrialReplica, TrialOffice) {
    var office = TrialOffice()
    office.write([
      Trial.insertItem(
        .trial(50),
        edits: [
          "name": .set(.text("Ann")), "hits": .set(.integer(3)), "tags": .set(.text("[\"a\"]")),
          "notes": .set(.text("old")),
        ])
    ])
    let trial = try TrialReplica()
    try trial.sync(&office)
    return (trial, office)
  }

  @Test func download_thenDigestsMatch() throws {
    let (trial, office) = try replicaWithItem()
    #expect(try trial.rows("SELECT godwit_row, name, hits, tags, notes FROM items") == ["1|Ann|3|[\"a\"]|old"])
    #expect(try trial.replica.digests() == office.digests(of: [.org, .territory(1)]))
    #expect(try trial.replica.status().state == .ready)
    #expect(try trial.replica.status().pending == 0)
  }
}

extension Trial {
  static func insertItem(_ id: RowID, edits: [String: Edit]) -> RowChange { insertItem(id, territory: 1, edits) }
}
