import ChangeModel
import HubStore
import MergeEngine

/// The bytes under which the owner of a unique value is found: its table, its column, and `UniqueKey`.
enum ValueKey {
  static func encode(_ value: UniqueValue) -> [UInt8] {
    // Tables fit in one byte, columns in two.
    [
      UInt8(truncatingIfNeeded: value.table), UInt8(truncatingIfNeeded: value.column >> 8),
      UInt8(truncatingIfNeeded: value.column),
    ] + UniqueKey.encode(value.value)
  }
}
