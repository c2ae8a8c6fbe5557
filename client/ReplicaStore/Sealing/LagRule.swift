import ChangeModel
import PlantedBugs

/// One unsettled change set's touch of a row.
struct PendingPart: Hashable {
  var sequence: Sequence
  /// The columns, or `LogMask.deleted`.
  var mask: Int64
  /// The position at which the cells were seen.
  var seen: Position

  /// The columns that it holds fast; none for a delete.
  var columns: UInt64 { mask > 0 ? UInt64(mask) : 0 }
}

/// How old the view was in which a cell was edited.
///
/// While an edit of a register waits for its result, newer values of that column group are passed over, so another edit
/// of it has not seen them. A `counter`, `set` or `text` shows newer values with the edit laid over, and so has.
enum LagRule {
  /// The columns of an update by lag, ascending.
  static func lags(
    _ mask: UInt64, table: TableSchema, pending: [PendingPart], position: Position
  ) -> [(lag: Int64, mask: UInt64)] {
    guard !pending.isEmpty, !PlantedBug.lagIgnored.isOn else { return [(0, mask)] }
    var masks: [Int64: UInt64] = [:]
    for group in table.groups where group.mask & mask != 0 {
      let seen = group.policy.needsBase ? nil : oldest(pending, touching: group.mask)
      masks[lag(seen, position), default: 0] |= group.mask
    }
    return masks.sorted { $0.key < $1.key }.map { (lag: $0.key, mask: $0.value) }
  }

  /// The lag of a delete: that of the oldest view in which a register of the row was edited.
  static func ofDelete(table: TableSchema, pending: [PendingPart], position: Position) -> Int64 {
    let registers = table.groups.filter { !$0.policy.needsBase }.reduce(0 as UInt64) { $0 | $1.mask }
    return lag(oldest(pending, touching: registers), position)
  }

  private static func oldest(_ pending: [PendingPart], touching mask: UInt64) -> Position? {
    pending.filter { $0.columns & mask != 0 }.map(\.seen).min()
  }

  private static func lag(_ seen: Position?, _ position: Position) -> Int64 {
    max(0, position - (seen ?? position))
  }
}
