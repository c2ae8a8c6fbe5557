import SyncProtocol

/// How a change set lies in the history: compressed when that is worth it.
package enum HistoryBytes {
  /// Shorter change sets gain less than they cost.
  package static let compressedFrom = 200

  /// The bytes to store, and how many they were before compression; 0 when they are stored as they are.
  package static func pack(_ changeSet: [UInt8]) -> (stored: [UInt8], rawCount: Int) {
    guard changeSet.count > compressedFrom else { return (changeSet, 0) }
    let packed = Deflate.compress(changeSet, level: 1)
    return packed.count < changeSet.count ? (packed, changeSet.count) : (changeSet, 0)
  }

  /// - Throws: `ProtocolError` for bytes that `pack` did not make.
  package static func unpack(_ stored: [UInt8], rawCount: Int) throws(ProtocolError) -> [UInt8] {
    rawCount == 0 ? stored : try Deflate.inflate(stored, rawCount: rawCount, ceiling: .max)
  }
}
