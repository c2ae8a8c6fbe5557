import ChangeModel
import SyncProtocol
import TestSupport
import Testing

@testable import SyncSession

@Suite struct RangeSearchTests {
  private static let base: Int64 = 1 << 40

  /// Rows by number, each with a stand-in for its content.
  private func digests(_ rows: [Int64: UInt64], _ ranges: [ClosedRange<Int64>]) -> [RangeDigest] {
    ranges.map { range in
      let inside = rows.filter { range.contains($0.key) }
      return RangeDigest(
        count: Int64(inside.count),
        digest: inside.reduce(Digest.zero) {
          $0 + Digest(low: UInt64($1.key) &* 0x9E37_79B9 &+ $1.value, high: $1.value)
        })
    }
  }

  private func search(here: [Int64: UInt64], server: [Int64: UInt64]) -> (found: [RangeDifference], rounds: Int) {
    var search = RangeSearch(localBase: Self.base)
    var rounds = 0
    while true {
      let ranges = search.next()
      if ranges.isEmpty { break }
      rounds += 1
      #expect(ranges.count <= RangeSearch.rangesMax)
      search.compare(ranges, here: digests(here, ranges), server: digests(server, ranges))
    }
    #expect(search.unsearched.isEmpty)
    return (search.found, rounds)
  }

  private func rows(_ count: Int64) -> [Int64: UInt64] {
    Dictionary(uniqueKeysWithValues: (1...count).map { ($0, UInt64($0) &* 31) })
  }

  @Test func equalSides_nothingFoundInOneRound() {
    let result = search(here: rows(500), server: rows(500))
    #expect(result.found.isEmpty)
    #expect(result.rounds == 1)
  }

  @Test func oneRowDiffers_itIsFoundInFewRounds() {
    let server = rows(5_000)
    var here = server
    here[3_217] = 1
    let result = search(here: here, server: server)
    #expect(result.found == [RangeDifference(rows: 3_217...3_217, here: 1, server: 1)])
    #expect(result.rounds <= 5)
  }

  @Test func rowLost_rowTooMany_localRowTooMany_allAreFound() {
    let server = rows(1_000)
    var here = server
    here[77] = nil
    here[1_001] = 5
    here[Self.base + 3] = 5
    let found = search(here: here, server: server).found
    #expect(found.count == 3)
    #expect(found.contains { $0.rows.contains(77) && $0.here < $0.server })
    #expect(found.contains { $0.rows.contains(1_001) && $0.here == 1 && $0.server == 0 })
    #expect(found.contains { $0.rows.contains(Self.base + 3) && $0.server == 0 })
  }

  @Test func emptyReplica_findsRangesNotRows() {
    let found = search(here: [:], server: rows(3_000)).found
    #expect(found.map(\.server).reduce(0, +) == 3_000)
    #expect(found.allSatisfy { $0.server <= RangeSearch.lackingRowsMax })
    #expect(found.count < 20)
  }

  @Test func randomDamageIsAlwaysFound() {
    var random = SplitMix64(seed: 42)
    for _ in 0..<30 {
      let server = rows(Int64.random(in: 1...2_000, using: &random))
      var here = server
      let damaged = (0..<Int.random(in: 1...6, using: &random)).map { _ in Int64.random(in: 1...2_100, using: &random) }
      for row in damaged {
        switch Int.random(in: 0...1, using: &random) {
        case 0: here[row] = nil
        default: here[row] = 1_000_000
        }
      }
      let found = search(here: here, server: server).found
      for row in Set(damaged) where here[row] != server[row] {
        #expect(found.contains { $0.rows.contains(row) }, "row \(row) of \(server.count)")
      }
    }
  }

  @Test func partsCoverTheirRange() {
    for range in [1...2, 5...5, 1...16, 1...17, 0...1_000_003, (Int64.max - 40)...Int64.max, Self.base...Int64.max] {
      let parts = RangeSearch.parts(of: range)
      #expect(parts.count <= RangeSearch.rangesMax)
      #expect(parts.first?.lowerBound == range.lowerBound)
      #expect(parts.last?.upperBound == range.upperBound)
      for (left, right) in zip(parts, parts.dropFirst()) { #expect(left.upperBound + 1 == right.lowerBound) }
    }
  }
}
