/// What a report is to count, as a person asks for it.
public struct ReportScope: Sendable {
  /// The first moment that counts, in milliseconds since 1970 UTC; nil for as far back as is usual.
  public var from: Int64?
  /// The first that counts no more; nil for now.
  public var until: Int64?
  /// Three letters; nil for the currency of most sales.
  public var currency: String?
  public var territory: String?
  public var rep: String?

  public init(
    from: Int64? = nil, until: Int64? = nil, currency: String? = nil, territory: String? = nil, rep: String? = nil
  ) {
    self.from = from
    self.until = until
    self.currency = currency
    self.territory = territory
    self.rep = rep
  }
}
