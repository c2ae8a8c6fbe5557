/// How soon a lead is expected to buy, soonest first; each level has its rhythm of contacts.
public enum LeadLevel: String, CaseIterable, Hashable, Sendable {
  /// A deposit is paid: only the delivery is left.
  case deposit
  /// Within 7 days.
  case week
  /// Within 1 month.
  case month
  /// Within 1 to 3 months.
  case quarter
  /// Later than that.
  case later

  /// The setting that holds the days between two contacts.
  public var rhythm: Setting {
    switch self {
    case .deposit: .leadDepositDays
    case .week: .leadWeekDays
    case .month: .leadMonthDays
    case .quarter: .leadQuarterDays
    case .later: .leadLaterDays
    }
  }

  /// The level that an expected time of purchase means.
  /// - Parameters:
  ///   - expectedAt: in milliseconds since 1970 UTC; a time that has passed is a matter of this week.
  ///   - now: in milliseconds since 1970 UTC.
  public init(expectedAt: Int64, now: Int64) {
    let (left, overflow) = expectedAt.subtractingReportingOverflow(now)
    let day: Int64 = 86_400_000
    switch overflow ? (expectedAt > now ? Int64.max : 0) : left {
    case ...(7 * day): self = .week
    case ...(31 * day): self = .month
    case ...(92 * day): self = .quarter
    default: self = .later
    }
  }
}
