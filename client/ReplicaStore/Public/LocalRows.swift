/// The row numbers that a replica gives its own new rows until the server has numbered them.
public enum LocalRows {
  /// The least of them. The server counts from 1 and does not come so far.
  public static let base: Int64 = 1 << 40

  /// Whether the server does not know this number.
  static func contains(_ row: Int64) -> Bool { row >= base }
}
