import Foundation

/// The order in which places are visited so that the way is short: nearest first, then improved by turning stretches round.
public enum RouteOrder {
  /// A place on earth, in millionths of a degree.
  public struct Place: Hashable, Sendable {
    public var latitude: Int64
    public var longitude: Int64

    public init(latitude: Int64, longitude: Int64) {
      self.latitude = latitude
      self.longitude = longitude
    }

    /// As the crow flies, in metres.
    public func distance(to other: Place) -> Double {
      let radians = Double.pi / 180_000_000
      let (a, b) = (Double(latitude) * radians, Double(other.latitude) * radians)
      let half = (Double(other.longitude) - Double(longitude)) * radians / 2
      let rise = (b - a) / 2
      let h = sin(rise) * sin(rise) + cos(a) * cos(b) * sin(half) * sin(half)
      return 2 * 6_371_000 * asin(min(1, h.squareRoot()))
    }
  }

  /// Turning stretches round ends after so many passes at the latest.
  static let passesMax = 60

  /// The indices of the places in the order of the way. It is an open one: nobody has to come back.
  /// - Parameter start: where the day begins; nil to begin with the first place.
  public static func order(_ places: [Place], from start: Place?) -> [Int] {
    guard places.count > 1 else { return Array(places.indices) }
    return improved(nearestFirst(places, from: start), places, start)
  }

  /// The whole way, in metres.
  public static func length(_ order: [Int], _ places: [Place], from start: Place?) -> Double {
    let way = (start.map { [$0] } ?? []) + order.map { places[$0] }
    return zip(way, way.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
  }

  private static func nearestFirst(_ places: [Place], from start: Place?) -> [Int] {
    var left = Array(places.indices)
    var order = [Int]()
    var here = start
    if here == nil {
      order.append(left.removeFirst())
      here = places[0]
    }
    while let at = here, !left.isEmpty {
      var best = 0
      for index in left.indices where at.distance(to: places[left[index]]) < at.distance(to: places[left[best]]) {
        best = index
      }
      let next = left.remove(at: best)
      order.append(next)
      here = places[next]
    }
    return order
  }

  /// Reverses stretches as long as that makes the way shorter.
  private static func improved(_ first: [Int], _ places: [Place], _ start: Place?) -> [Int] {
    var order = first
    // Without a start the first stop is fixed: the day begins there.
    let lowest = start == nil ? 1 : 0
    for _ in 0..<passesMax {
      var isBetter = false
      for from in lowest..<max(lowest, order.count - 1) {
        for to in (from + 1)..<order.count where gain(order, from, to, places, start) > 0.01 {
          order[from...to].reverse()
          isBetter = true
        }
      }
      if !isBetter { break }
    }
    return order
  }

  /// The metres that reversing `from...to` saves: only its two ends change.
  private static func gain(_ order: [Int], _ from: Int, _ to: Int, _ places: [Place], _ start: Place?) -> Double {
    let before = from > 0 ? places[order[from - 1]] : start
    let after = to + 1 < order.count ? places[order[to + 1]] : nil
    let (first, last) = (places[order[from]], places[order[to]])
    var gain = 0.0
    if let before { gain += before.distance(to: first) - before.distance(to: last) }
    if let after { gain += last.distance(to: after) - first.distance(to: after) }
    return gain
  }
}
