import Foundation
import Glibc

/// A connected or listening stream socket, closed with the object. Its calls block.
public final class StreamSocket: Sendable {
  /// Why there is no socket; the test that wanted it fails.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
  }

  private let descriptor: Int32

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Listens on a free port of loopback.
  public static func listening() throws -> (socket: StreamSocket, port: Int) {
    let listener = StreamSocket(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
    var address = loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        bind(listener.descriptor, raw, length) == 0 && listen(listener.descriptor, 64) == 0
          && getsockname(listener.descriptor, raw, &length) == 0
      }
    }
    guard isBound else { throw Failure(description: "there is no port to listen on") }
    return (listener, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// - Returns: nil when nobody listens there.
  public static func connected(port: Int) -> StreamSocket? {
    let connection = StreamSocket(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
    var address = loopback(port: port)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(connection.descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    return isConnected ? connection : nil
  }

  /// - Returns: nil when nobody listens at this path.
  public static func connected(path: String) -> StreamSocket? {
    let connection = StreamSocket(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0))
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(connection.descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    return isConnected ? connection : nil
  }

  /// The next connection; nil once the listener was ended.
  public func accepted() -> StreamSocket? {
    let connection = accept(descriptor, nil, nil)
    return connection < 0 ? nil : StreamSocket(connection)
  }

  /// What came next; nil when nothing comes any more.
  public func receive() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  /// Sends all of it, as far as there is somebody to take it.
  public func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Tells the other side that nothing comes any more.
  public func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Ends both directions; who waits for something goes on without it.
  public func end() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  private static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
