/// The tiers by which sales of one kind are paid: each rate on the part of the sales that lies in its tier.
///
/// So more sales never pay less, and what a deal earns is the difference that it makes. Each tier's pay is rounded half
/// away from zero to a whole minor unit.
public struct CommissionTiers: Hashable, Sendable {
  public struct Tier: Hashable, Sendable {
    /// Sales of the period from which it pays, in minor units.
    public var from: Int64
    /// In basis points.
    public var rate: Int64

    public init(from: Int64, rate: Int64) {
      self.from = max(0, from)
      self.rate = rate
    }
  }

  /// Ascending; of two that begin alike the better one.
  public let tiers: [Tier]

  public init(_ tiers: [Tier]) {
    var result = [Tier]()
    for tier in tiers.sorted(by: { ($0.from, $0.rate) < ($1.from, $1.rate) }) {
      if result.last?.from == tier.from { result.removeLast() }
      result.append(tier)
    }
    self.tiers = result
  }

  /// What sales pay, in minor units; nothing for none or less.
  public func pay(for sales: Int64) -> Int64 {
    var sum: Int64 = 0
    for (index, tier) in tiers.enumerated() where sales > tier.from {
      let end = index + 1 < tiers.count ? min(sales, tiers[index + 1].from) : sales
      sum = sum.saturatingSum(BasisPoints.of(end - tier.from, points: tier.rate))
    }
    return sum
  }

  /// The tier in which the next sale lies; nil below the first.
  public func tier(at sales: Int64) -> Tier? { tiers.last { $0.from <= max(0, sales) } }

  /// The first tier that is not reached yet.
  public func next(after sales: Int64) -> Tier? { tiers.first { $0.from > max(0, sales) } }
}
