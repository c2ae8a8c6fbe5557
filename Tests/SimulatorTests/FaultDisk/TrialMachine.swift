import FaultDisk
import Foundation
import GRDB

/// A machine with one small database on it.
final class TrialMachine {
  let machine: FaultyMachine
  let path: String

  init() throws {
    try FaultDisk.install()
    machine = try FaultyMachine(folder: FaultDisk.makeFolder())
    path = machine.folder + "/trial.sqlite"
    let queue = try open()
    try queue.write { try $0.execute(sql: "CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT NOT NULL)") }
    try queue.close()
    try machine.restart(.process)
  }

  deinit { try? FileManager.default.removeItem(atPath: machine.folder) }

  /// - Parameter synchronous: OFF, NORMAL, FULL or EXTRA.
  func open(log: String = "WAL", synchronous: String = "FULL") throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA journal_mode = \(log); PRAGMA synchronous = \(synchronous)")
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// What a new process finds.
  func notes() throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.writeWithoutTransaction { db in
      guard try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok" else { return ["damaged"] }
      return try String.fetchAll(db, sql: "SELECT text FROM notes ORDER BY id")
    }
  }
}

extension DatabaseQueue {
  func note(_ text: String) throws {
    try write { try $0.execute(sql: "INSERT INTO notes(text) VALUES (?)", arguments: [text]) }
  }
}
