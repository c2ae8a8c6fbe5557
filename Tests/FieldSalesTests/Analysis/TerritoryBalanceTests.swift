import FieldSales
import Testing

@Suite struct TerritoryBalanceTests {
  private func weights(_ members: [TerritoryBalance.Member], _ moves: [TerritoryBalance.Move], _ count: Int) -> [Int64]
  {
    var result = Array(repeating: Int64(0), count: count)
    var members = members
    for move in moves { members[move.member].territory = move.territory }
    for member in members where result.indices.contains(member.territory) {
      result[member.territory] += member.weight
    }
    return result
  }

  @Test func theNearestGoesFirst() {
    let members = [
      TerritoryBalance.Member(territory: 0, weight: 10, latitude: 50_000_000, longitude: 8_000_000),
      TerritoryBalance.Member(territory: 0, weight: 10, latitude: 48_500_000, longitude: 8_000_000),
      TerritoryBalance.Member(territory: 0, weight: 10, latitude: 51_000_000, longitude: 8_000_000),
      TerritoryBalance.Member(territory: 1, weight: 10, latitude: 48_000_000, longitude: 8_000_000),
    ]
    var balance = TerritoryBalance(members, count: 2)
    let moves = balance.moves(tolerance: 500)
    #expect(moves.map(\.member) == [1])
    #expect(moves.map(\.territory) == [1])
  }

  /// Small worlds, all of them: it ends, nobody moves twice, and nothing gets less alike.
  @Test func everySmallWorldEnds_andGetsNoLessAlike() {
    for seed in 0..<729 {
      var rest = seed
      let members = (0..<6).map { index -> TerritoryBalance.Member in
        defer { rest /= 3 }
        return TerritoryBalance.Member(territory: rest % 3, weight: Int64(index * index))
      }
      var balance = TerritoryBalance(members, count: 3)
      let moves = balance.moves(tolerance: 500)
      #expect(Set(moves.map(\.member)).count == moves.count, "world \(seed)")
      let before = weights(members, [], 3)
      let after = weights(members, moves, 3)
      #expect(before.reduce(0, +) == after.reduce(0, +), "world \(seed)")
      #expect((after.max() ?? 0) - (after.min() ?? 0) <= (before.max() ?? 0) - (before.min() ?? 0), "world \(seed)")
    }
  }

  @Test func noneOneAndGreatestWeights_areCalm() {
    var none = TerritoryBalance([], count: 0)
    #expect(none.moves(tolerance: 0).isEmpty)
    var greatest = TerritoryBalance(
      [.init(territory: 0, weight: .max), .init(territory: 0, weight: .max), .init(territory: 7, weight: 1)], count: 2)
    #expect(greatest.moves(tolerance: 500).count <= 2)
  }
}
