import ChangeModel
import Testing

@testable import Hub

/// Where a store goes on that was put back to a backup.
@Suite struct RestoredStoreTests {
  private static let now: Int64 = 1_790_000_000_000

  @Test func backupThatIsRestoredTwice_goesOnAboveTheFirstTime() {
    let first = RestoredStore.leap(from: 30, now: Self.now)
    let second = RestoredStore.leap(from: 30, now: Self.now + 1_000)
    #expect(second >= first + 1 << 32)
    #expect(RestoredStore.isLeap(from: 30, to: first))
    #expect(RestoredStore.isLeap(from: 30, to: second))
  }

  @Test func storeThatWasRestoredBefore_leapsOnceMore() {
    let first = RestoredStore.leap(from: 30, now: Self.now)
    #expect(RestoredStore.leap(from: first + 5, now: Self.now) == first + 5 + 1 << 32)
  }

  /// A server's clock may be wrong.
  @Test(arguments: [Int64.min, -1, 0, Int64.max])
  func wrongClock_leapsAllTheSame_andLeavesRoomForMore(now: Int64) {
    let position = RestoredStore.leap(from: 30, now: now)
    #expect(RestoredStore.isLeap(from: 30, to: position))
    #expect(RestoredStore.leap(from: position, now: now) > position)
  }
}
