/// Which changes of a union land together: for each change, in order, the number of its part. Stored beside it.
enum PartList {
  /// The numbers as four bytes each, least significant first; nil when there is only one part.
  static func encode(_ parts: [Int]) -> [UInt8]? {
    guard let first = parts.first, parts.contains(where: { $0 != first }) else { return nil }
    return parts.flatMap { part in
      stride(from: 0, to: 32, by: 8).map { UInt8(truncatingIfNeeded: part >> $0) }
    }
  }

  static func decode(_ bytes: [UInt8]) -> [Int] {
    stride(from: 0, to: bytes.count - bytes.count % 4, by: 4).map { start in
      (0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
    }
  }
}
