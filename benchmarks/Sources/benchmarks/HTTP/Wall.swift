/// Seconds by the clock on the wall: where waiting is what is measured.
struct Wall {
  private let begun = ContinuousClock.now

  var seconds: Double { Self.seconds(begun.duration(to: .now)) }

  static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}
