import ChangeModel
import Foundation
import HubStore
import MergeEngine
import PostgresStore
import SyncProtocol

/// One reader, which follows the log as a device does: it asks for what lies behind its mark, and moves the mark.
struct DrillReader {
  private let drill: WriterDrill
  private let store: PostgresHubStore

  init(_ drill: WriterDrill) throws {
    self.drill = drill
    store = try drill.insist { try PostgresHubStore.open(at: drill.address, org: drill.org, readersMax: 1) }
  }

  func run() throws {
    defer { store.close() }
    var mark = PullMark.start
    var seen: Position = 0
    while seen < drill.transactions {
      let page = try drill.insist {
        try store.read { try $0.changes(in: .org, after: mark, limit: 50, bytes: .max).map(\.mark) }
      }
      for each in page {
        if each.position != seen + 1 { drill.count { $0.skipped += 1 } }
        seen = max(seen, each.position)
        mark = each
      }
      let count = page.count
      drill.count { $0.seen += count }
      // A reader that asked without a pause would only slow the writers down.
      if page.isEmpty { usleep(500) }
    }
  }
}
