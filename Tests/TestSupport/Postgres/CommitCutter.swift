import Foundation
import Synchronization

/// A TCP relay on loopback before a PostgreSQL, which cuts connections at the commits of writing transactions.
public final class CommitCutter: Sendable {
  public enum Cut: Sendable, CaseIterable {
    /// The commit is done, and its answer does not arrive.
    case answer
    /// The commit does not reach the database.
    case request
  }

  private struct Orders {
    var cut: Cut?
    var left = 0
    var done = 0
  }

  private let listener: StreamSocket
  private let port: Int
  private let target: String
  private let orders = Mutex(Orders())

  public init(before server: PrivatePostgres) throws {
    target = server.folder + "/.s.PGSQL.5432"
    (listener, port) = try StreamSocket.listening()
    Thread.detachNewThread { [self] in acceptAll() }
  }

  /// The address of a database behind it. Nothing is encrypted, so that the commits can be read.
  public func address(of database: String) -> String {
    "postgres://godwit@127.0.0.1:\(port)/\(database)?sslmode=disable&gssencmode=disable"
  }

  /// Cuts the next commits, so many of them; the others pass.
  public func cut(_ cut: Cut, times: Int) { orders.withLock { $0 = Orders(cut: cut, left: times, done: $0.done) } }

  /// Lets everything pass.
  public func heal() { orders.withLock { $0.left = 0 } }

  /// How many commits were cut.
  public var cutCount: Int { orders.withLock { $0.done } }

  /// Ends the relay; connections that are under way go on until one of the sides ends them.
  public func close() { listener.end() }

  private func acceptAll() {
    while let client = listener.accepted() {
      guard let server = StreamSocket.connected(path: target) else {
        client.end()
        continue
      }
      let watch = SharedWatch()
      Thread.detachNewThread { [self] in relayRequests(of: client, to: server, watch) }
      Thread.detachNewThread { [self] in relayAnswers(of: server, to: client, watch) }
    }
  }

  private func relayRequests(of client: StreamSocket, to server: StreamSocket, _ shared: SharedWatch) {
    defer {
      server.end()
      client.end()
    }
    while let bytes = client.receive() {
      for part in shared.watch.withLock({ $0.sent(bytes) }) {
        switch part {
        case .other(let bytes): server.send(Array(bytes))
        case .commit(let bytes):
          if takes(.request) { return }
          server.send(Array(bytes))
        }
      }
    }
  }

  private func relayAnswers(of server: StreamSocket, to client: StreamSocket, _ shared: SharedWatch) {
    defer {
      server.end()
      client.end()
    }
    while let bytes = server.receive() {
      if shared.watch.withLock({ $0.answered(bytes) }), takes(.answer) { return }
      client.send(bytes)
    }
  }

  /// Whether this commit is to be cut so; if it is, it counts.
  private func takes(_ cut: Cut) -> Bool {
    orders.withLock { orders in
      guard orders.cut == cut, orders.left > 0 else { return false }
      orders.left -= 1
      orders.done += 1
      return true
    }
  }
}

/// What both directions of a connection look at.
private final class SharedWatch: Sendable {
  let watch = Mutex(CommitWatch())
}
