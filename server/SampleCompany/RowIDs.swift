import ChangeModel

/// IDs of generated rows: those of a table follow each other, and are the same for the same seed.
struct RowIDs: Sendable {
  let seed: UInt64

  func id(_ table: String, _ number: Int) -> RowID {
    var hash = SipHash(key0: seed, key1: 0x636F_6D70_616E_79)
    hash.append(table)
    return RowID(high: hash.finish().low << 16 | 0x8000, low: 2 << 62 | UInt64(clamping: number))
  }
}
