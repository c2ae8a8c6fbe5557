/// Divides room among some who want more of it than there is.
enum FairShare {
  /// Who wants less than an equal part gets it all; the others divide what is left, the first of them a rest.
  /// - Parameter wanted: how much each wants; the sum of the result is no more than `room`.
  static func of(_ room: Int, among wanted: [Int]) -> [Int] {
    var parts = wanted.map { _ in 0 }
    var left = max(0, room)
    // Those who want little first, so that what they leave is known to the rest.
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    for (place, index) in order.enumerated() {
      parts[index] = min(max(0, wanted[index]), (left + order.count - place - 1) / (order.count - place))
      left -= parts[index]
    }
    return parts
  }
}
