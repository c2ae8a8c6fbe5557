import ChangeModel

/// Turns the keys of another system into row IDs, always the same ones.
///
/// So a file that is read again finds its rows, and a reference needs no look-up. The IDs are version 8 UUIDs (RFC 9562):
/// 48 bits from org, source and kind, then the key itself where it is a whole number below 2^62, else 73 bits of its
/// hash. Rows whose keys follow each other get IDs that do, which the wire format packs well.
public struct SourceKey: Sendable {
  private let prefix: UInt64
  private let org: RowID
  private let space: String

  /// - Parameters:
  ///   - source: the system in which the key is unique, as the mapping names it; empty for Godwit's own files.
  ///   - kind: what the key names there.
  public init(org: RowID, source: String, kind: String) {
    self.org = org
    space = source + "\u{1F}" + kind
    var hash = SipHash(key0: org.high, key1: org.low)
    hash.append(space)
    prefix = hash.finish().low << 16
  }

  /// - Parameter key: parts of a key that has several are divided by U+001F.
  public func id(_ key: String) -> RowID {
    if let number = Self.plainNumber(key) { return RowID(high: prefix | 0x8000, low: 2 << 62 | number) }
    var hash = SipHash(key0: org.high, key1: org.low)
    hash.append(space)
    hash.append(0x1E as UInt8)
    hash.append(key)
    let digest = hash.finish()
    return RowID(high: prefix | 0x8800 | digest.high & 0x7FF, low: 2 << 62 | digest.low & (1 << 62 - 1))
  }

  /// The number that a key is, if writing the number gives the key back.
  private static func plainNumber(_ key: String) -> UInt64? {
    guard let number = UInt64(key), number < 1 << 62, String(number) == key else { return nil }
    return number
  }
}
