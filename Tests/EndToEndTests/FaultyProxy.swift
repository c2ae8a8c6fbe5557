import Foundation
import Synchronization
import TestSupport

/// A TCP relay on loopback that spoils the traffic in one way at a time.
final class FaultyProxy: Sendable {
  enum Fault: Sendable {
    case none
    /// The server gets the request and answers; the answer never arrives.
    case dropReplies
    /// Only so many bytes of the answer arrive.
    case cutReplies(Int)
    /// The last byte of the request is another one.
    case spoilRequests
    /// Answers as the login page of a public network does, without asking the server.
    case loginPage
    /// Answers with nothing.
    case silence
  }

  let port: Int
  private let listener: StreamSocket
  private let target: Int
  private let fault = Mutex(Fault.none)
  private let replies = Mutex(0)
  private let passed = Mutex(0)

  init(to target: Int) throws {
    self.target = target
    (listener, port) = try StreamSocket.listening()
    Thread.detachNewThread { [self] in acceptAll() }
  }

  /// Ends the relay; connections that are under way end with it.
  func close() { listener.end() }

  func set(_ fault: Fault) {
    self.fault.withLock { $0 = fault }
  }

  /// How many answers of the server were withheld or cut.
  var spoiledReplies: Int { replies.withLock { $0 } }

  /// How many bytes went through, both ways.
  var passedBytes: Int { passed.withLock { $0 } }

  private func acceptAll() {
    while let client = listener.accepted() {
      Thread.detachNewThread { [self] in serve(client) }
    }
  }

  private func serve(_ client: StreamSocket) {
    switch fault.withLock({ $0 }) {
    case .loginPage:
      _ = client.receive()
      let page = "<html><body>Welcome to the station's network. Please accept our terms.</body></html>"
      let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: \(page.utf8.count)\r\nConnection: close"
      client.send(Array("\(head)\r\n\r\n\(page)".utf8))
    case .silence: _ = client.receive()
    case .none, .dropReplies, .cutReplies, .spoilRequests: relay(client)
    }
    client.end()
  }

  private func relay(_ client: StreamSocket) {
    guard let server = StreamSocket.connected(port: target) else { return }
    Thread.detachNewThread { [self] in
      while var bytes = client.receive() {
        if case .spoilRequests = fault.withLock({ $0 }) { bytes[bytes.count - 1] ^= 1 }
        let count = bytes.count
        passed.withLock { $0 += count }
        server.send(bytes)
      }
      server.endSending()
    }
    defer { server.end() }
    while let bytes = server.receive() {
      passed.withLock { $0 += bytes.count }
      switch fault.withLock({ $0 }) {
      case .dropReplies:
        replies.withLock { $0 += 1 }
        return
      case .cutReplies(let count):
        replies.withLock { $0 += 1 }
        client.send(Array(bytes.prefix(count)))
        return
      case .none, .spoilRequests, .loginPage, .silence: client.send(bytes)
      }
    }
  }
}
