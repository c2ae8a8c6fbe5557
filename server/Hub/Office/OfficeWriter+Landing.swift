import ChangeModel
import MergeEngine

/// A change of the office that is to land even if others beside it are refused.
struct LandingItem {
  var change: RowChange
  var id: RowID
}

extension OfficeWriter {
  /// Merges changes as one change set. When that is rejected, the culprit is singled out, and the rest goes on without it.
  /// - Parameter tell: told of each part that landed, and of each single change that was rejected.
  mutating func land(_ items: ArraySlice<LandingItem>, tell: (ArraySlice<LandingItem>, Rejection?) -> Void) {
    var left = [items]
    while let part = left.popLast() {
      guard !part.isEmpty else { continue }
      guard let rejection = merge(part.map(\.change)).rejection else {
        tell(part, nil)
        continue
      }
      guard part.count > 1 else {
        tell(part, rejection)
        continue
      }
      let culprit = part.firstIndex { $0.id == rejection.row && $0.change.table == rejection.table }
      let cut = culprit ?? part.startIndex + part.count / 2
      // The last one in is the first one out: rows keep their order, so that parents come before children.
      left.append(part[(culprit.map { $0 + 1 } ?? cut)...])
      if culprit != nil { left.append(part[cut...cut]) }
      left.append(part[..<cut])
    }
  }
}
