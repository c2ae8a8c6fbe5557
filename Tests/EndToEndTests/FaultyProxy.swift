import Foundation
import Synchronization

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
  private let listener: Int32
  private let target: Int
  private let fault = Mutex(Fault.none)
  private let replies = Mutex(0)

  init(to target: Int) throws {
    self.target = target
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var address = Self.loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        bind(listener, raw, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, raw, &length) == 0
      }
    }
    guard bound else { throw TestFailure("the proxy got no port") }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in acceptAll() }
  }

  /// Ends the relay; connections that are under way end with it.
  func close() {
    shutdown(listener, Int32(SHUT_RDWR))
    Glibc.close(listener)
  }

  func set(_ fault: Fault) {
    self.fault.withLock { $0 = fault }
  }

  /// How many answers of the server were withheld or cut.
  var spoiledReplies: Int { replies.withLock { $0 } }

  private static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private func acceptAll() {
    while true {
      let client = accept(listener, nil, nil)
      if client < 0 { return }
      Thread.detachNewThread { [self] in serve(client) }
    }
  }

  private func serve(_ client: Int32) {
    defer { Glibc.close(client) }
    switch fault.withLock({ $0 }) {
    case .loginPage:
      _ = receive(client)
      let page = "<html><body>Welcome to the station's network. Please accept our terms.</body></html>"
      send(
        client,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: \(page.utf8.count)\r\nConnection: close\r\n\r\n\(page)"
      )
      return
    case .silence:
      _ = receive(client)
      return
    case .none, .dropReplies, .cutReplies, .spoilRequests:
      relay(client)
    }
  }

  private func relay(_ client: Int32) {
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { Glibc.close(server) }
    var address = Self.loopback(port: target)
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(server, $0, length) == 0 }
    }
    guard isConnected else { return }
    Thread.detachNewThread { [self] in
      while var bytes = receive(client) {
        if case .spoilRequests = fault.withLock({ $0 }) { bytes[bytes.count - 1] ^= 1 }
        send(server, bytes)
      }
      shutdown(server, Int32(SHUT_WR))
    }
    while let bytes = receive(server) {
      switch fault.withLock({ $0 }) {
      case .dropReplies:
        replies.withLock { $0 += 1 }
        shutdown(client, Int32(SHUT_RDWR))
        return
      case .cutReplies(let count):
        replies.withLock { $0 += 1 }
        send(client, Array(bytes.prefix(count)))
        shutdown(client, Int32(SHUT_RDWR))
        return
      case .none, .spoilRequests, .loginPage, .silence:
        send(client, bytes)
      }
    }
    shutdown(client, Int32(SHUT_RDWR))
  }

  private func receive(_ socket: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  private func send(_ socket: Int32, _ text: String) {
    send(socket, Array(text.utf8))
  }

  private func send(_ socket: Int32, _ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }
}
