/// Numbers and dates that lie more than three times the spread of the middle half beyond it (Tukey's outer fence).
struct Outliers {
  private(set) var values: [String: Int] = [:]

  /// With fewer rows nothing can be said.
  private static let rowsMin = 20

  init(_ counts: [String: Int], _ form: ValueForm) {
    let worths = counts.compactMap { value, count in
      ValueOrder.worth(of: value, form).map { (value: value, worth: $0, count: count) }
    }.sorted { ($0.worth, $0.value) < ($1.worth, $1.value) }
    let rows = worths.reduce(0) { $0 + $1.count }
    guard rows >= Self.rowsMin else { return }
    let low = Self.quantile(worths.map { ($0.worth, $0.count) }, at: rows / 4)
    let high = Self.quantile(worths.map { ($0.worth, $0.count) }, at: rows * 3 / 4)
    let spread = high - low
    guard spread > 0 else { return }
    for item in worths where item.worth < low - 3 * spread || item.worth > high + 3 * spread {
      values[item.value] = item.count
    }
  }

  private static func quantile(_ sorted: [(Double, Int)], at place: Int) -> Double {
    var passed = 0
    for (worth, count) in sorted {
      passed += count
      if passed > place { return worth }
    }
    return sorted.last?.0 ?? 0
  }
}
