/// A sum of row hashes that does not depend on their order: equal sets of rows have equal digests.
///
/// The two halves are summed apart, each modulo 2^64. The empty set has the digest zero.
public struct Digest: Hashable, Sendable {
  public var low: UInt64
  public var high: UInt64

  public init(low: UInt64 = 0, high: UInt64 = 0) {
    self.low = low
    self.high = high
  }

  public static let zero = Digest()

  public static func + (left: Digest, right: Digest) -> Digest {
    Digest(low: left.low &+ right.low, high: left.high &+ right.high)
  }

  public static func - (left: Digest, right: Digest) -> Digest {
    Digest(low: left.low &- right.low, high: left.high &- right.high)
  }
}

extension Digest: LosslessStringConvertible {
  /// Reads what `description` writes; nil for anything else.
  public init?(_ description: String) {
    guard description.utf8.count == 32, description.utf8.allSatisfy(\.isHexadecimalDigit),
      let high = UInt64(description.prefix(16), radix: 16), let low = UInt64(description.suffix(16), radix: 16)
    else { return nil }
    self.init(low: low, high: high)
  }

  /// 32 hexadecimal digits.
  public var description: String {
    [high, low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

extension Digest {
  /// The hash of one row, the same on the server and on every replica.
  ///
  /// NULL cells are left out, so that a new empty column changes no digest. References count by ID: row numbers are
  /// a matter of storage.
  /// - Parameters:
  ///   - table: the table's index in the schema.
  ///   - values: all columns, in order.
  public static func ofRow(table: Int, id: RowID, values: [Value]) -> Digest {
    var hash = SipHash()
    hash.append(UInt64(table))
    hash.append(id.high)
    hash.append(id.low)
    for column in values.indices where !values[column].isNull {
      hash.append(UInt8(truncatingIfNeeded: column))
      hash.append(values[column])
    }
    return hash.finish()
  }
}

extension SipHash {
  /// Appends a value so that different values never look alike: a kind, a length where it varies, the content.
  public mutating func append(_ value: Value) {
    switch value {
    case .null:
      append(0 as UInt8)
    case .integer(let number):
      append(1 as UInt8)
      append(UInt64(bitPattern: number))
    case .real(let number):
      // SQLite keeps no sign of zero.
      append(2 as UInt8)
      append((number == 0 ? 0 : number).bitPattern)
    case .text(let text):
      append(3 as UInt8)
      append(UInt64(text.utf8.count))
      append(text)
    case .blob(let bytes):
      append(4 as UInt8)
      append(UInt64(bytes.count))
      append(contentsOf: bytes)
    case .reference(let reference):
      append(5 as UInt8)
      append(reference.id?.high ?? 0)
      append(reference.id?.low ?? 0)
    }
  }
}

extension UInt8 {
  /// Not so a sign, which the standard library's own reader takes.
  fileprivate var isHexadecimalDigit: Bool { (48...57).contains(self) || (97...102).contains(self) }
}
