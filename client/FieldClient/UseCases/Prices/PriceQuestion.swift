import ChangeModel

/// What a price depends on.
struct PriceQuestion {
  var product: RowID
  /// nil for somebody who is no customer yet.
  var customer: RowID?
  var quantity: Int64
  /// Three letters; nil for the product's own.
  var currency: String?
  /// The day, in milliseconds since 1970 UTC.
  var at: Int64
}
