import CPostgres
import ChangeModel

/// A statement's parameter in PostgreSQL's binary form, with its type.
struct Parameter {
  let type: Oid
  /// nil for NULL.
  let bytes: [UInt8]?

  private init(_ type: ColumnType, _ bytes: [UInt8]?) {
    self.type = type.rawValue
    self.bytes = bytes
  }

  private init<Element>(arrayOf type: ColumnType, _ elements: [Element], _ append: (Element, inout [UInt8]) -> Bool) {
    self.type = type.arrayType
    bytes = Self.array(of: type, elements, append)
  }

  static func integer(_ number: Int64?) -> Parameter { Parameter(.integer, number.map(Self.bigEndian)) }
  static func text(_ text: String) -> Parameter { Parameter(.text, Array(text.utf8)) }
  static func blob(_ bytes: [UInt8]) -> Parameter { Parameter(.blob, bytes) }

  static func integers(_ numbers: [Int64]) -> Parameter {
    Parameter(arrayOf: .integer, numbers) { number, bytes in
      bytes += bigEndian(number)
      return true
    }
  }

  static func optionalIntegers(_ numbers: [Int64?]) -> Parameter {
    Parameter(arrayOf: .integer, numbers) { number, bytes in
      guard let number else { return false }
      bytes += bigEndian(number)
      return true
    }
  }

  static func booleans(_ values: [Bool]) -> Parameter {
    Parameter(arrayOf: .boolean, values) { value, bytes in
      bytes.append(value ? 1 : 0)
      return true
    }
  }

  static func blobs(_ values: [[UInt8]]) -> Parameter {
    Parameter(arrayOf: .blob, values) { value, bytes in
      bytes += value
      return true
    }
  }

  static func optionalBlobs(_ values: [[UInt8]?]) -> Parameter {
    Parameter(arrayOf: .blob, values) { value, bytes in
      guard let value else { return false }
      bytes += value
      return true
    }
  }

  static func texts(_ values: [String]) -> Parameter {
    Parameter(arrayOf: .text, values) { value, bytes in
      bytes += value.utf8
      return true
    }
  }

  /// One dimension, counted from 1; each element with its length, -1 for NULL.
  private static func array<Element>(
    of type: ColumnType, _ elements: [Element], _ append: (Element, inout [UInt8]) -> Bool
  ) -> [UInt8] {
    var bytes = [UInt8]()
    bytes.reserveCapacity(20 + elements.count * 12)
    // How many dimensions, and whether there may be NULLs among the elements.
    let heads: [Int32] = elements.isEmpty ? [0, 0] : [1, 1]
    for head in heads { bytes += bigEndian(head) }
    bytes += bigEndian(type.rawValue)
    if elements.isEmpty { return bytes }
    bytes += bigEndian(Int32(truncatingIfNeeded: elements.count))
    bytes += bigEndian(1 as Int32)
    for element in elements {
      let start = bytes.count
      bytes += bigEndian(-1 as Int32)
      guard append(element, &bytes) else { continue }
      let length = bigEndian(Int32(truncatingIfNeeded: bytes.count - start - 4))
      bytes.replaceSubrange(start..<start + 4, with: length)
    }
    return bytes
  }

  private static func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian, Array.init)
  }
}

/// The types of columns that the store uses, under PostgreSQL's fixed numbers.
enum ColumnType: Oid {
  case boolean = 16
  case blob = 17
  case integer = 20
  case text = 25

  var arrayType: Oid {
    switch self {
    case .boolean: 1000
    case .blob: 1001
    case .integer: 1016
    case .text: 1009
    }
  }
}
