/// The stage of a customer's life that purchases tell.
///
/// Whoever has never bought stays what people say. After a purchase a customer is active, dormant after the first span
/// without one, lost after the second; who buys again after a span that made them dormant is recovered for a while.
public struct LifeCycle: Hashable, Sendable {
  /// In milliseconds.
  public var dormantAfter: Int64
  public var lostAfter: Int64
  public var recoveredFor: Int64

  public init(_ settings: Settings) {
    let day: Int64 = 86_400_000
    dormantAfter = settings[.dormantDays] * day
    lostAfter = max(settings[.lostDays] * day, dormantAfter)
    recoveredFor = settings[.recoveredDays] * day
  }

  /// - Parameters:
  ///   - status: what is noted now.
  ///   - hasReason: whether a person wrote why the customer was lost; such a loss stands until a purchase ends it.
  ///   - lastAt: the last purchase, nil for none; all times in milliseconds since 1970 UTC.
  ///   - beforeAt: the purchase before the last one.
  public func stage(status: String?, hasReason: Bool, lastAt: Int64?, beforeAt: Int64?, now: Int64) -> String? {
    guard let lastAt else { return status }
    let silence = now.saturatingSum(lastAt == .min ? .max : -lastAt)
    if silence >= lostAfter { return "lost" }
    if silence >= dormantAfter { return status == "lost" && hasReason ? "lost" : "dormant" }
    let hadLeft = beforeAt.map { lastAt.saturatingSum($0 == .min ? .max : -$0) >= dormantAfter } ?? false
    if hadLeft, silence < recoveredFor { return "recovered" }
    return status == "lost" && hasReason ? "lost" : "active"
  }
}
