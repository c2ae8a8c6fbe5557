import Foundation
import GRDB

/// Notices that somebody, in this process or another, committed to the replica.
///
/// A connection of its own reads SQLite's `data_version`, which changes with every commit of others; it never writes.
final class LocalChanges: Sendable {
  static let pollMilliseconds: Int64 = 200

  private let connection: DatabaseQueue

  init(_ home: HomeFolder) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.label = "godwit-watch"
    connection = try DatabaseQueue(path: home.replicaPath, configuration: configuration)
  }

  /// A number that differs from the last one when somebody committed in between.
  func version() throws -> Int64 {
    try connection.unsafeRead { try Int64.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
  }

  /// Calls `changed` after commits, until the task is cancelled.
  func watch(_ surroundings: Surroundings, changed: () throws -> Void) async throws {
    var last = try version()
    while true {
      try await surroundings.sleep(Self.pollMilliseconds)
      let present = try version()
      if present != last {
        last = present
        try changed()
      }
    }
  }
}
