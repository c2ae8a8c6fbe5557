import ChangeModel

/// A figure that an org may change: its key, its default, and what it is for.
public struct Setting: Hashable, Sendable {
  /// Its name in the table `settings`: area, subject and unit.
  public let key: String
  /// What holds while nobody has changed it.
  public let fallback: Int64
  /// What it may be.
  public let range: ClosedRange<Int64>
  /// What follows from it, in a sentence.
  public let meaning: String

  public init(_ key: String, _ fallback: Int64, in range: ClosedRange<Int64>, meaning: String) {
    self.key = key
    self.fallback = fallback
    self.range = range
    self.meaning = meaning
  }

  /// The number that a stored text means, or nil when it is none or out of range.
  public func number(in text: String) -> Int64? {
    guard let number = Int64(text), range.contains(number) else { return nil }
    return number
  }

  /// What holds when this is stored: the default for nothing, and for what cannot be read.
  public func number(stored text: String?) -> Int64 { text.flatMap(number(in:)) ?? fallback }

  /// The ID of the setting's row. It is made of the key, so that two who set it for the first time write one row, and
  /// a rule can name the row without a search.
  public var id: RowID { RowID(madeOf: Array(key.utf8)) }
}

extension Setting {
  /// Every setting, by key.
  public static let all = (analysis + care + clocks + funnel + leases + routes + selling + warnings + privacy).sorted {
    $0.key < $1.key
  }

  /// The setting with this key.
  public static func named(_ key: String) -> Setting? { all.first { $0.key == key } }
}
