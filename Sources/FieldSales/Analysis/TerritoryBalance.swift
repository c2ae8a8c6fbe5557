/// Which customers would change their territory, so that territories weigh alike.
///
/// As long as it makes them more alike, the heaviest territory gives the lightest one a customer: of those that weigh less
/// than their difference the one nearest to the middle of the lighter one; where places are not known, the one that comes
/// closest to half of the difference. It stops when they differ by no more than a part of the mean.
public struct TerritoryBalance: Sendable {
  public struct Member: Hashable, Sendable {
    /// The number of the territory.
    public var territory: Int
    /// Sales, visits or whatever is to be alike; below zero counts as nothing.
    public var weight: Int64
    /// In millionths of a degree; nil if unknown.
    public var latitude: Int64?
    public var longitude: Int64?

    public init(territory: Int, weight: Int64, latitude: Int64? = nil, longitude: Int64? = nil) {
      self.territory = territory
      self.weight = max(0, weight)
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  /// A member, and where it goes.
  public struct Move: Hashable, Sendable {
    public var member: Int
    public var territory: Int
  }

  private var members: [Member]
  private var weights: [Int64]

  /// - Parameter count: how many territories there are; members of others are left where they are.
  public init(_ members: [Member], count: Int) {
    self.members = members
    weights = Array(repeating: 0, count: max(0, count))
    for member in members where weights.indices.contains(member.territory) {
      weights[member.territory] = weights[member.territory].saturatingSum(member.weight)
    }
  }

  /// - Parameter tolerance: how much of the mean the greatest difference may be, in basis points.
  /// - Returns: the moves in their order; a member moves once at most.
  public mutating func moves(tolerance: Int64) -> [Move] {
    guard weights.count > 1 else { return [] }
    let mean = weights.reduce(Int64(0)) { $0.saturatingSum($1) } / Int64(weights.count)
    let enough = BasisPoints.of(mean, points: tolerance)
    // What weighs next to nothing would be moved without end.
    let least = max(1, mean / 1000)
    var moved = Set<Int>()
    var moves = [Move]()
    while true {
      let order = weights.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
      guard let lightest = order.first, let heaviest = order.last else { return moves }
      let gap = weights[heaviest].saturatingSum(-weights[lightest])
      guard gap > enough, let member = candidate(from: heaviest, to: lightest, gap, least, moved) else { return moves }
      weights[heaviest] -= members[member].weight
      weights[lightest] = weights[lightest].saturatingSum(members[member].weight)
      members[member].territory = lightest
      moved.insert(member)
      moves.append(Move(member: member, territory: lightest))
    }
  }

  private func candidate(from: Int, to: Int, _ gap: Int64, _ least: Int64, _ moved: Set<Int>) -> Int? {
    let middle = middle(of: to)
    var best: (member: Int, cost: Double)?
    for (index, member) in members.enumerated()
    where member.territory == from && member.weight >= least && member.weight < gap && !moved.contains(index) {
      let cost = middle.flatMap { Self.distance($0, member) } ?? 1e18 + abs(Double(member.weight) - Double(gap) / 2)
      if best.map({ cost < $0.cost }) ?? true { best = (index, cost) }
    }
    return best?.member
  }

  /// The mean of the places that are known.
  private func middle(of territory: Int) -> (latitude: Double, longitude: Double)? {
    var (count, latitude, longitude) = (0.0, 0.0, 0.0)
    for member in members where member.territory == territory {
      guard let y = member.latitude, let x = member.longitude else { continue }
      count += 1
      latitude += Double(y)
      longitude += Double(x)
    }
    return count > 0 ? (latitude / count, longitude / count) : nil
  }

  /// Squared, on a flat map: near enough to tell which of two is nearer.
  private static func distance(_ middle: (latitude: Double, longitude: Double), _ member: Member) -> Double? {
    guard let latitude = member.latitude, let longitude = member.longitude else { return nil }
    let (y, x) = (Double(latitude) - middle.latitude, (Double(longitude) - middle.longitude) * 0.65)
    return y * y + x * x
  }
}
