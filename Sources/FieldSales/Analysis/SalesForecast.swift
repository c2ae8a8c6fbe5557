/// Monthly sales carried on, by one of a few plain methods, and how far each is out on months that are known.
public struct SalesForecast: Hashable, Sendable {
  public enum Method: String, CaseIterable, Hashable, Sendable {
    /// The same month of last year, or the last month where there is no such: the bar that a method must clear.
    case naive
    /// The mean of the last three months.
    case mean
    /// The same month of last year, times what the last months sold over the same ones of last year.
    case seasonal
    /// Exponential smoothing of level and trend.
    case trend
  }

  /// In minor units, oldest first, one a month without gaps.
  public let history: [Int64]

  public init(history: [Int64]) {
    self.history = history
  }

  /// What a method says of the months that follow; nothing where the history is too short for it.
  /// - Parameter count: how many months.
  public func next(_ count: Int, by method: Method) -> [Int64] {
    guard !history.isEmpty, count > 0 else { return [] }
    let known = history.map { Double($0) }
    switch method {
    case .naive: return carried(count) { $0.count >= 12 ? $0[$0.count - 12] : $0[$0.count - 1] }
    case .mean: return carried(count) { $0.suffix(3).reduce(0, +) / Double(min(3, $0.count)) }
    case .seasonal:
      guard known.count >= 15 else { return [] }
      let last = known.suffix(3).reduce(0, +)
      let year = known.dropLast(12).suffix(3).reduce(0, +)
      let growth = year > 0 ? min(4, max(0.25, last / year)) : 1
      return (0..<count).map { Self.whole(known[known.count - 12 + $0 % 12] * growth) }
    case .trend: return known.count >= 4 ? trend(known, count) : []
    }
  }

  /// The error of a method: the months held out are forecast from those before, and what they are out by is added up,
  /// over their sales, in basis points (the weighted absolute percentage error).
  /// - Returns: nil where the history is too short.
  public func error(of method: Method, heldOut: Int) -> Int64? {
    guard heldOut > 0, history.count > heldOut else { return nil }
    let actual = history.suffix(heldOut)
    let forecast = SalesForecast(history: Array(history.dropLast(heldOut))).next(heldOut, by: method)
    let whole = actual.reduce(Int64(0)) { $0.saturatingSum(abs(Self.bounded($1))) }
    guard forecast.count == heldOut, whole > 0 else { return nil }
    let out = zip(forecast, actual).reduce(Int64(0)) {
      $0.saturatingSum(abs(Self.bounded($1.0).saturatingSum(-Self.bounded($1.1))))
    }
    return BasisPoints.part(out, of: whole)
  }

  /// The method with the least error; of two alike the plainer one.
  public func best(heldOut: Int) -> Method {
    let errors = Method.allCases.compactMap { method in error(of: method, heldOut: heldOut).map { (method, $0) } }
    return errors.min { $0.1 < $1.1 }?.0 ?? .naive
  }

  private func carried(_ count: Int, _ step: ([Double]) -> Double) -> [Int64] {
    var known = history.map { Double($0) }
    for _ in 0..<count { known.append(step(known)) }
    return known.suffix(count).map(Self.whole)
  }

  /// C. C. Holt, "Forecasting Seasonals and Trends by Exponentially Weighted Moving Averages" (1957), with 0.3 and 0.1
  /// for level and trend; what would fall below nothing is nothing.
  private func trend(_ known: [Double], _ count: Int) -> [Int64] {
    var level = known[0]
    var slope = (known[known.count - 1] - known[0]) / Double(known.count - 1)
    for value in known.dropFirst() {
      let before = level
      level = 0.3 * value + 0.7 * (level + slope)
      slope = 0.1 * (level - before) + 0.9 * slope
    }
    return (1...count).map { Self.whole(max(0, level + slope * Double($0))) }
  }

  private static func whole(_ value: Double) -> Int64 { Int64(exactly: value.rounded()) ?? (value < 0 ? .min : .max) }

  /// Without the one number that has no opposite.
  private static func bounded(_ value: Int64) -> Int64 { max(value, -Int64.max) }
}
