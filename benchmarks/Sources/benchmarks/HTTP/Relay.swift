import Foundation
import Glibc
import Synchronization
import Yardstick

/// Stands between a device and its server on this machine, and counts the bytes that pass, both ways.
///
/// It hands on small pieces, so that what was counted did arrive, and what did not was not sent.
final class Relay: Sendable {
  static let pieceBytes = 4_096

  let port: Int
  private let listener: Int32
  private let target: Int
  private let state = Mutex(State())

  private struct State {
    var toServer = 0
    var toDevice = 0
    var limit: (bytes: Int, reached: @Sendable () -> Void)?
  }

  init(to target: Int) throws {
    self.target = target
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr = in_addr(s_addr: in_addr_t(0x7F00_0001).bigEndian)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, size) == 0 && listen(descriptor, 64) == 0
          && getsockname(descriptor, address, &size) == 0
      }
    }
    guard code else { throw WorkloadError("no port for a relay: \(String(cString: strerror(errno)))") }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread { [self] in accept() }.start()
  }

  /// Takes no further connections.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  /// Bytes that passed, both ways.
  var bytes: Int { state.withLock { $0.toServer + $0.toDevice } }

  var bytesToDevice: Int { state.withLock { $0.toDevice } }

  /// Calls once when so many more bytes have gone to the device; they do not go on until the call is over.
  func call(afterBytes count: Int, _ reached: @escaping @Sendable () -> Void) {
    state.withLock { $0.limit = ($0.toDevice + count, reached) }
  }

  private func accept() {
    while true {
      let device = Glibc.accept(listener, nil, nil)
      guard device >= 0 else { return }
      guard let server = try? HTTPConnection(port: target) else {
        close(device)
        continue
      }
      let pair = Pair(device: device, server: server)
      Thread { [self] in carry(from: pair.device, to: pair.server.descriptor, pair) { $0.toServer += $1 } }.start()
      Thread { [self] in carry(from: pair.server.descriptor, to: pair.device, pair) { $0.toDevice += $1 } }.start()
    }
  }

  /// Both ends, closed when the second of the two directions has ended.
  private final class Pair: @unchecked Sendable {
    let device: Int32
    // Only its descriptor is used, by which both threads read and write.
    let server: HTTPConnection

    init(device: Int32, server: HTTPConnection) {
      (self.device, self.server) = (device, server)
    }

    deinit { close(device) }
  }

  private func carry(from source: Int32, to sink: Int32, _ pair: Pair, _ count: (inout State, Int) -> Void) {
    var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
    copying: while true {
      let length = recv(source, &piece, piece.count, 0)
      guard length > 0 else { break }
      var offset = 0
      while offset < length {
        let sent = piece[offset..<length].withUnsafeBytes {
          send(sink, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard sent > 0 else { break copying }
        offset += sent
      }
      let reached = state.withLock { state -> (@Sendable () -> Void)? in
        count(&state, length)
        guard let limit = state.limit, state.toDevice >= limit.bytes else { return nil }
        state.limit = nil
        return limit.reached
      }
      reached?()
    }
    shutdown(source, Int32(SHUT_RDWR))
    shutdown(sink, Int32(SHUT_RDWR))
  }
}
