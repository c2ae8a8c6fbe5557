import Foundation
import Synchronization

/// A server on loopback that answers each request, one after the other, with bytes that the test prepared.
final class CannedServer: Sendable {
  let port: Int
  private let listener: Int32
  private let received = Mutex<[String]>([])

  /// What came in so far, each with its head and body.
  var requests: [String] { received.withLock { $0 } }

  var url: String { "http://127.0.0.1:\(port)" }

  init(_ answers: [[UInt8]]) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    guard bound else { throw CannedServerError() }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread { [self] in for answer in answers where serve(answer) == false { return } }.start()
  }

  func close() { _ = Foundation.close(listener) }

  private func serve(_ answer: [UInt8]) -> Bool {
    let connection = accept(listener, nil, nil)
    guard connection >= 0 else { return false }
    defer { _ = Foundation.close(connection) }
    let request = Self.request(from: connection)
    received.withLock { $0.append(request) }
    var rest = answer[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func request(from connection: Int32) -> String {
    var bytes = [UInt8]()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let head = text.range(of: "\r\n\r\n") {
        let length =
          text[..<head.lowerBound].lowercased().split(separator: "\r\n")
          .first { $0.hasPrefix("content-length:") }.flatMap { Int($0.dropFirst(15).filter(\.isNumber)) } ?? 0
        if bytes.count >= text[..<head.upperBound].utf8.count + length { return text }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return text }
      bytes += buffer[..<count]
    }
  }

  /// An HTTP answer with its true length.
  static func answer(_ status: String, type: String?, _ body: [UInt8], extra: String = "") -> [UInt8] {
    let typeLine = type.map { "content-type: \($0)\r\n" } ?? ""
    return Array(
      "HTTP/1.1 \(status)\r\n\(typeLine)\(extra)content-length: \(body.count)\r\nconnection: close\r\n\r\n".utf8)
      + body
  }
}

struct CannedServerError: Error {}
