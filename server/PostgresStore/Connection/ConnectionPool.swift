import Foundation
import HubStore
import Synchronization

/// A bounded number of connections, opened when they are needed and kept. Whoever finds none free waits for a turn.
final class ConnectionPool: Sendable {
  private struct State {
    var idle: [PostgresConnection] = []
    var isClosed = false
    /// Until then nobody tries to connect, after a failure.
    var blockedUntil: ContinuousClock.Instant?
    var blockedBy: PostgresFailure?
  }

  /// Connections wander between threads, one thread at a time: who takes one out of the state has it alone.
  private final class Shelf: @unchecked Sendable {
    let lock = NSLock()
    var state = State()
  }

  private let shelf = Shelf()
  private let turns: DispatchSemaphore
  let countMax: Int
  private let address: PostgresAddress
  /// How many connections were opened since the start.
  let openedCount = Atomic(0)
  private let used = Atomic(0)
  /// How many are at work now.
  var usedCount: Int { used.load(ordering: .relaxed) }

  private let isForLongWork: Bool

  init(_ address: PostgresAddress, countMax: Int, isForLongWork: Bool = false) {
    self.address = address
    self.isForLongWork = isForLongWork
    self.countMax = max(1, countMax)
    turns = DispatchSemaphore(value: self.countMax)
  }

  /// Hands over a connection for as long as `body` runs.
  ///
  /// `begin` opens a transaction on it. When it fails because a kept connection died meanwhile, it is run again on a
  /// fresh one: nothing was done yet.
  func with<Start, Result>(
    begin: (PostgresConnection) throws -> Start, _ body: (PostgresConnection, Start) throws -> Result
  ) throws -> Result {
    turns.wait()
    used.add(1, ordering: .relaxed)
    defer {
      used.subtract(1, ordering: .relaxed)
      turns.signal()
    }
    var (connection, isFresh) = try take()
    let start: Start
    do {
      start = try begin(connection)
    } catch let failure as PostgresFailure where failure.isLost && !isFresh {
      dropIdle()
      (connection, isFresh) = try take()
      start = try begin(connection)
    }
    defer { giveBack(connection) }
    return try body(connection, start)
  }

  /// Closes what is idle; what is in use is closed when it is given back.
  func close() {
    shelf.lock.withLock { shelf.state.isClosed = true }
    dropIdle()
  }

  private func dropIdle() {
    let idle = shelf.lock.withLock {
      defer { shelf.state.idle = [] }
      return shelf.state.idle
    }
    // Their closing may take a moment, and happens here, outside of the lock.
    _ = idle
  }

  private func take() throws -> (PostgresConnection, isFresh: Bool) {
    let known = try shelf.lock.withLock { () throws -> PostgresConnection? in
      if shelf.state.isClosed { throw HubStoreError.unavailable(why: "the store was closed") }
      if let connection = shelf.state.idle.popLast() { return connection }
      if let until = shelf.state.blockedUntil, let failure = shelf.state.blockedBy, until > .now { throw failure }
      return nil
    }
    if let known { return (known, false) }
    return (try open(), true)
  }

  private func open() throws -> PostgresConnection {
    do {
      let connection = try PostgresConnection(address)
      try SessionSetup.prepare(connection, isForLongWork: isForLongWork)
      openedCount.add(1, ordering: .relaxed)
      shelf.lock.withLock { shelf.state.blockedUntil = nil }
      return connection
    } catch let failure as PostgresFailure {
      // Many requests wait while a database is away: one of them tries, the others are told at once.
      shelf.lock.withLock {
        shelf.state.blockedUntil = .now + .milliseconds(250)
        shelf.state.blockedBy = failure
      }
      throw failure
    }
  }

  private func giveBack(_ connection: PostgresConnection) {
    guard connection.isUsable, !connection.isAbandoned else { return }
    shelf.lock.withLock {
      if !shelf.state.isClosed { shelf.state.idle.append(connection) }
    }
  }
}
