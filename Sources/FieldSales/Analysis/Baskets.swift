/// Which products are in the same orders: counted once, asked often.
///
/// Support is the part of all orders that have both, confidence the part of the orders with the first that have the
/// second too (R. Agrawal, T. Imieliński, A. Swami, "Mining Association Rules between Sets of Items in Large Databases",
/// SIGMOD 1993); lift is confidence over what the second has anyway (S. Brin et al., "Dynamic Itemset Counting and
/// Implication Rules for Market Basket Data", SIGMOD 1997).
public struct Baskets: Sendable {
  /// A rule: who buys the first buys the second.
  public struct Rule: Hashable, Sendable {
    public var first: Int
    public var second: Int
    /// Orders with both.
    public var together: Int64
    /// In basis points.
    public var support: Int64
    public var confidence: Int64
    /// In hundredths; 100 is as often as by chance.
    public var lift: Int64
  }

  private let productCount: Int
  private var counts: [Int64]
  private var pairs: [Int32]
  public private(set) var basketCount: Int64 = 0

  /// More products than these are not counted: the table of pairs would not fit.
  public static let productsMax = 2000

  /// - Parameter productCount: products are numbered from 0 to it; those beyond `productsMax` are not counted.
  public init(productCount: Int) {
    self.productCount = min(max(0, productCount), Self.productsMax)
    counts = Array(repeating: 0, count: self.productCount)
    pairs = Array(repeating: 0, count: self.productCount * self.productCount)
  }

  /// Counts one order.
  /// - Parameter products: those in it; one that is there twice counts once.
  public mutating func add(_ products: some Sequence<Int>) {
    let basket = Array(Set(products.filter { (0..<productCount).contains($0) }))
    basketCount += 1
    for first in basket {
      counts[first] += 1
      for second in basket where second != first && pairs[first * productCount + second] < Int32.max {
        pairs[first * productCount + second] += 1
      }
    }
  }

  /// The rules that reach the bounds, the greatest lift first.
  /// - Parameter confidence: in basis points.
  public func rules(togetherMin: Int64, confidence: Int64) -> [Rule] {
    var rules = [Rule]()
    for first in 0..<productCount where counts[first] >= max(1, togetherMin) {
      for second in 0..<productCount {
        let together = Int64(pairs[first * productCount + second])
        guard together >= max(1, togetherMin), let rule = rule(first, second, together), rule.confidence >= confidence
        else { continue }
        rules.append(rule)
      }
    }
    return rules.sorted { ($1.lift, $1.together, $0.first, $0.second) < ($0.lift, $0.together, $1.first, $1.second) }
  }

  private func rule(_ first: Int, _ second: Int, _ together: Int64) -> Rule? {
    guard let support = BasisPoints.part(together, of: basketCount),
      let confidence = BasisPoints.part(together, of: counts[first]), counts[second] > 0
    else { return nil }
    // Of numbers of orders: none is so great that this overflows.
    let lift = Double(together) * Double(basketCount) * 100 / (Double(counts[first]) * Double(counts[second]))
    return Rule(
      first: first, second: second, together: together, support: support, confidence: confidence,
      lift: Int64(lift.rounded()))
  }
}
