import Synchronization
import Testing

@testable import FieldClient

@Suite struct LocalChangesTests {
  /// The hint comes with the write of a commit, which can be read only later, when it is on the disk.
  @Test func aHintIsFollowedByLooksUntilACommitMustBeThere() async throws {
    let (hints, hint) = AsyncStream.makeStream(of: Void.self)
    let waits = Mutex([Int64]())
    let looks = Mutex([Int]())
    let surroundings = Surroundings(
      now: { 0 }, random: { 0 }, sleep: { wait in waits.withLock { $0.append(wait) } })
    hint.yield()
    hint.yield()
    hint.finish()
    try await LocalChanges.lookAgain(after: hints, surroundings) {
      looks.withLock { $0.append(waits.withLock(\.count)) }
    }
    #expect(waits.withLock { $0 } == [1, 2, 4, 8, 16, 32, 1, 2, 4, 8, 16, 32])
    // At once, and after each wait.
    #expect(looks.withLock { $0 } == [0, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10, 11, 12])
  }
}
