import ChangeModel
import HubStore
import SyncProtocol

extension HubReading {
  /// Hands over the accepted change sets from a position on, in the order of the log.
  func forEachChangeSet(from first: Position = 1, _ body: (HistoryEntry, ChangeSet) throws -> Void) throws {
    var position = first
    while case let page = try history(from: position, limit: 1_000), let last = page.last {
      for entry in page { try body(entry, try ChangeSetCodec.decode(entry.changeSet)) }
      position = last.position + 1
    }
  }
}
