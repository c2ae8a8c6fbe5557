import Foundation
import GRDB
import Testing

@testable import FieldClient

@Suite struct LocalChangesTests {
  /// The hint comes with the write of a commit, which can be read only later, when it is on the disk.
  @Test(.timeLimit(.minutes(1))) func eachCommitIsNoticedByItsHintAlone() async throws {
    let home = HomeFolder(
      path: FileManager.default.temporaryDirectory.appendingPathComponent("godwit-hints-\(UUID().uuidString)").path)
    try home.create()
    defer { try? FileManager.default.removeItem(atPath: home.path) }
    var configuration = Configuration()
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL") }
    let writer = try DatabaseQueue(path: home.replicaPath, configuration: configuration)
    try await writer.write { try $0.execute(sql: "CREATE TABLE t(n)") }
    let (noticed, tell) = AsyncStream.makeStream(of: Void.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      let changes = try LocalChanges(home)
      group.addTask { try await changes.watch(Self.withoutPolls) { tell.yield() } }
      var notices = noticed.makeAsyncIterator()
      for number in 0..<50 {
        try await writer.write { try $0.execute(sql: "INSERT INTO t VALUES (?)", arguments: [number]) }
        _ = await notices.next()
      }
      group.cancelAll()
    }
  }

  /// The machine's, but the wait between two looks without a hint never ends.
  private static let withoutPolls = Surroundings(
    now: Surroundings.machine.now, random: Surroundings.machine.random,
    sleep: { milliseconds in
      let isPoll = milliseconds >= LocalChanges.pollMilliseconds
      try await Surroundings.machine.sleep(isPoll ? 3_600_000 : milliseconds)
    })
}
