/// How large a generated company is, and which of the many.
public struct CompanyOptions: Hashable, Sendable {
  public var customers: Int
  public var reps: Int
  public var years: Int
  public var seed: UInt64
  /// The company's today, in milliseconds since 1970 UTC; its history ends and its plans begin here.
  public var now: Int64

  public static let customersMax = 1_000_000
  public static let repsMax = 1_000
  public static let yearsMax = 20

  /// - Returns: nil when a number is not within 1 and its greatest.
  public init?(customers: Int, reps: Int, years: Int, seed: UInt64, now: Int64) {
    guard (1...Self.customersMax).contains(customers), (1...Self.repsMax).contains(reps),
      (1...Self.yearsMax).contains(years)
    else { return nil }
    self.customers = customers
    self.reps = reps
    self.years = years
    self.seed = seed
    self.now = now
  }
}
