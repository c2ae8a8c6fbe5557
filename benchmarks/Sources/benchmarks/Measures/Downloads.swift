import Foundation
import SyncProtocol
import Yardstick

/// First downloads over HTTP: one by a real device, and twenty at once.
struct Downloads {
  let rows: Int
  /// Rows a second of the server's processor time.
  let served: Double
  /// Rows a second of the device's processor time, from its start to a replica that is whole and an index of its words.
  let joined: Double
  /// The same by the clock.
  let joinedByClock: Double
  /// The most bytes of memory: of the device, and of the server while it served twenty.
  let replicaPeak: Int
  let serverPeak: Int
  /// Rows a second of the server's processor time while it served twenty, and by the clock.
  let servedAtOnce: Double
  let servedAtOnceByClock: Double

  static let atOnce = 20

  init(_ inserts: Operations, in folder: URL) throws {
    let server = try LoadedServer(inserts, invitations: 1 + Self.atOnce, in: folder)
    rows = server.rows
    let process = server.process
    var outcome: JoiningProcess.Outcome?
    let time = try process.time {
      outcome = try JoiningProcess(port: process.port, code: try server.code(), home: server.home("device")).wait()
    }
    guard let outcome, outcome.rows >= rows else { throw WorkloadError("the first download did not come to its end") }
    served = Double(rows) / time.seconds
    joined = Double(outcome.rows) / outcome.seconds
    joinedByClock = Double(outcome.rows) / outcome.wall
    replicaPeak = outcome.peakMemory
    let pulls = try (0..<Self.atOnce).map { _ in try BarePull(code: try server.code(), port: process.port) }
    try process.forgetPeak()
    let many = try process.time {
      try Workers.run(pulls.count, width: pulls.count) { try pulls[$0].run() }
    }
    serverPeak = process.peakMemory
    servedAtOnce = Double(rows * Self.atOnce) / many.seconds
    servedAtOnceByClock = Double(rows * Self.atOnce) / many.wall
    process.stop()
  }
}
