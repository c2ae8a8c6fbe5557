/// The different values of a column in the order of their first use, and for each value its place among them.
struct ColumnDictionary<Element: Hashable> {
  private(set) var distinct: [Element] = []
  private(set) var places: [Int64] = []

  /// nil when a sample says that the values hardly repeat, so that a dictionary would cost time and gain nothing.
  init?(_ values: [Element]) {
    guard values.count >= 4, Self.repeats(values) else { return nil }
    var known = [Element: Int64]()
    places.reserveCapacity(values.count)
    for value in values {
      if let place = known[value] {
        places.append(place)
      } else {
        let place = Int64(distinct.count)
        known[value] = place
        distinct.append(value)
        places.append(place)
      }
    }
  }

  /// Looks at up to 256 values, evenly spread.
  private static func repeats(_ values: [Element]) -> Bool {
    let step = max(1, values.count / 256)
    var seen = Set<Element>()
    var count = 0
    for index in stride(from: 0, to: values.count, by: step) {
      seen.insert(values[index])
      count += 1
    }
    return seen.count * 64 < count * 63
  }
}
