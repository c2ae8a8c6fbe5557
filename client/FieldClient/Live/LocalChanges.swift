import Foundation
import GRDB

/// Notices that somebody, in this process or another, committed to the replica.
///
/// A connection of its own reads SQLite's `data_version`, which changes with every commit of others; it never writes.
/// It looks when the system tells of a write to the file, and four times a second in any case.
final class LocalChanges: Sendable {
  static let pollMilliseconds: Int64 = 250
  /// When to look after a hint: the system tells of the write of a commit, which others can read only once it is on the
  /// disk, and of that nothing tells.
  static let looksMilliseconds: [Int64] = [0, 1, 2, 4, 8, 16, 32]

  private let connection: DatabaseQueue
  private let touches: FileTouches

  init(_ home: HomeFolder) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.label = "godwit-watch"
    connection = try DatabaseQueue(path: home.replicaPath, configuration: configuration)
    touches = FileTouches(folder: home.path, names: ["replica.sqlite", "replica.sqlite-wal"])
  }

  /// A number that differs from the last one when somebody committed in between.
  func version() throws -> Int64 {
    try connection.unsafeRead { try Int64.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
  }

  /// Calls `look` at each hint and some moments after it, until the hints end.
  static func lookAgain(
    after hints: AsyncStream<Void>, _ surroundings: Surroundings, _ look: @Sendable () -> Void
  ) async throws {
    for await _ in hints {
      for wait in looksMilliseconds {
        if wait > 0 { try await surroundings.sleep(wait) }
        look()
      }
    }
  }

  /// Calls `changed` after commits, until the task is cancelled.
  func watch(_ surroundings: Surroundings, changed: @Sendable () throws -> Void) async throws {
    let (looks, tell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      group.addTask { [touches] in try await Self.lookAgain(after: touches.touches, surroundings) { tell.yield() } }
      group.addTask {
        while true {
          try await surroundings.sleep(Self.pollMilliseconds)
          tell.yield()
        }
      }
      var last = try version()
      for await _ in looks {
        let present = try version()
        if present != last {
          last = present
          try changed()
        }
      }
      try Task.checkCancellation()
    }
  }
}
