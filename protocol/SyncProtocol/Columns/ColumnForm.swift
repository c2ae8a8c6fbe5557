/// The first byte of a column of values or edits. The numbers are part of the protocol.
///
/// 0 to 8 is a `CellCodec.Shape`: all values of the column are the one that follows. A column of integers, or of what
/// is written as integers, has one of the families below in its high half and an `IntegerColumn.Form` in its low one.
enum ColumnForm {
  /// A bit for each value, set where it is not NULL, and a column of the others.
  static let nullable: UInt8 = 0x0D
  /// A column of the different values, and a column of places in it.
  static let dictionary: UInt8 = 0x0E
  /// Each value on its own, after its shape.
  static let mixed: UInt8 = 0x0F

  static let integers: UInt8 = 0x10
  static let numbers: UInt8 = 0x20
  static let ids: UInt8 = 0x30
  static let blobIDs: UInt8 = 0x40

  static let texts: UInt8 = 0x50
  static let blobs: UInt8 = 0x51
  static let reals: UInt8 = 0x52

  /// Differences for counters.
  static let additions: UInt8 = 0x60
  /// What was added to sets and removed from them.
  static let elements: UInt8 = 0x61
  /// Texts with what they were before.
  static let textEdits: UInt8 = 0x62
  /// A byte for each edit that tells its kind, and a column of each kind.
  static let mixedEdits: UInt8 = 0x63
}
