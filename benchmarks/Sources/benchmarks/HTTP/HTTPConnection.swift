import Glibc
import Yardstick

/// One connection to a server on this machine, which waits for its answers and counts what goes over it.
///
/// As small as it can be, so that what a load program needs of the machine is not the server's figure.
final class HTTPConnection {
  /// What came back.
  struct Answer {
    var status: Int
    /// 0 when the server did not say.
    var retryAfterSeconds: Int
    var body: [UInt8]
  }

  let descriptor: Int32
  private(set) var sent = 0
  private(set) var received = 0
  private var buffer: [UInt8] = []

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    address.sin_addr = in_addr(s_addr: in_addr_t(0x7F00_0001).bigEndian)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard descriptor >= 0, code == 0 else {
      let reason = String(cString: strerror(errno))
      if descriptor >= 0 { Glibc.close(descriptor) }
      throw WorkloadError("no connection to port \(port): \(reason)")
    }
    var isOn: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit { Glibc.close(descriptor) }

  /// Sends a request and waits for the whole answer.
  func post(_ path: String, headers: [(String, String)], body: [UInt8]) throws -> Answer {
    try write(Self.head("POST", path, headers + [("content-length", "\(body.count)")]) + body)
    var answer = try readHead()
    let length = answer.length
    while buffer.count < length { try fill() }
    answer.body = Array(buffer.prefix(length))
    buffer.removeFirst(length)
    return Answer(status: answer.status, retryAfterSeconds: answer.retryAfterSeconds, body: answer.body)
  }

  /// Sends a request for a stream, and waits until it stands.
  func open(_ path: String, headers: [(String, String)]) throws -> Int {
    try write(Self.head("GET", path, headers))
    return try readHead().status
  }

  /// What has come, at least a byte of it, and what came before; empty at the end of the stream.
  func readSome() throws -> [UInt8] {
    if buffer.isEmpty { try fill() }
    defer { buffer = [] }
    return buffer
  }

  private static func head(_ method: String, _ path: String, _ headers: [(String, String)]) -> [UInt8] {
    let lines = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
    return Array("\(method) \(path) HTTP/1.1\r\nhost: 127.0.0.1\r\n\(lines)\r\n".utf8)
  }

  private struct Head {
    var status = 0
    var length = 0
    var retryAfterSeconds = 0
    var body: [UInt8] = []
  }

  private func readHead() throws -> Head {
    var end = headEnd
    while end == nil {
      try fill()
      end = headEnd
    }
    let count = end ?? 0
    let lines = String(decoding: buffer.prefix(count), as: UTF8.self).split(separator: "\r\n")
    buffer.removeFirst(count)
    var head = Head()
    head.status = lines.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
    for line in lines.dropFirst() {
      let pair = line.split(separator: ":", maxSplits: 1)
      guard pair.count == 2, let number = Int(pair[1].drop { $0 == " " }) else { continue }
      switch pair[0].lowercased() {
      case "content-length": head.length = number
      case "retry-after": head.retryAfterSeconds = number
      default: break
      }
    }
    return head
  }

  /// How many bytes the head has, with the empty line; nil while it is not whole.
  private var headEnd: Int? {
    var run = 0
    for (index, byte) in buffer.enumerated() {
      let wanted: UInt8 = run % 2 == 0 ? 13 : 10
      run = byte == wanted ? run + 1 : (byte == 13 ? 1 : 0)
      if run == 4 { return index + 1 }
    }
    return nil
  }

  private func write(_ bytes: [UInt8]) throws {
    var offset = 0
    while offset < bytes.count {
      let count = bytes[offset...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else {
        throw WorkloadError("the server closed the connection: \(String(cString: strerror(errno)))")
      }
      offset += count
    }
    sent += bytes.count
  }

  private func fill() throws {
    let room = 256 << 10
    let chunk = [UInt8](unsafeUninitializedCapacity: room) { target, count in
      count = max(0, recv(descriptor, target.baseAddress, room, 0))
    }
    guard !chunk.isEmpty else { throw WorkloadError("the server closed the connection before its answer was whole") }
    received += chunk.count
    buffer += chunk
  }
}
