/// A value that the server keeps beside the org's tables: the hash of a token, what became of a document.
public struct StoreProperty: Hashable, Sendable {
  /// Its area comes first, as in `erp.token`.
  public var key: String
  public var value: [UInt8]
  /// When it was saved, in milliseconds since 1970 UTC.
  public var at: Int64

  public init(key: String, value: [UInt8], at: Int64) {
    self.key = key
    self.value = value
    self.at = at
  }
}
