import Foundation

extension HubEnvironment {
  /// The machine's clock, and the system's generator, which is fit for secrets.
  public static let system = HubEnvironment(
    now: { Int64(Date().timeIntervalSince1970 * 1000) },
    randomBytes: { count in
      var generator = SystemRandomNumberGenerator()
      return (0..<max(0, count)).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    })
}
