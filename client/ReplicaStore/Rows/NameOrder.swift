import Foundation
import GRDB

/// The orders in which people look for names, as collations of our own connections.
///
/// Nothing in the file depends on them: an index by one would make the file unusable to any other program.
public enum NameOrder: String, Sendable, CaseIterable {
  /// Latin letters without regard to capitals and marks, then other scripts.
  case latin = "godwit_latin"
  /// Chinese by the usual reading of its characters, then Latin.
  case pinyin = "godwit_pinyin"

  var collation: DatabaseCollation {
    let locale = Locale(identifier: self == .latin ? "en" : "zh_CN")
    return DatabaseCollation(rawValue) { left, right in
      if let order = Self.compareASCII(left, right) { return order }
      return left.compare(right, locale: locale)
    }
  }

  /// The same for plain letters and digits, which are most of what is compared, without the library's help; nil for
  /// anything else, and for signs, which have an order of their own.
  private static func compareASCII(_ left: String, _ right: String) -> ComparisonResult? {
    var (first, second) = (left.utf8.makeIterator(), right.utf8.makeIterator())
    while true {
      switch (first.next(), second.next()) {
      case (nil, nil): return left == right ? .orderedSame : nil
      case (nil, _?): return .orderedAscending
      case (_?, nil): return .orderedDescending
      case (let one?, let other?):
        guard let one = folded(one), let other = folded(other) else { return nil }
        if one != other { return one < other ? .orderedAscending : .orderedDescending }
      }
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39, 0x61...0x7A: byte
    case 0x41...0x5A: byte + 0x20
    default: nil
    }
  }
}
