extension [Double] {
  /// The smallest value that so many of a hundred do not exceed; 0 of none.
  func percentile(_ percent: Int) -> Double {
    let sorted = sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[Swift.min(count - 1, Swift.max(0, (count * percent + 99) / 100 - 1))]
  }
}
