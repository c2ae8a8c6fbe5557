import CZlib

/// The bytes inside a gzip file (RFC 1952), its members one after the other.
public struct GzipSource: ByteSource {
  private var compressed: any ByteSource
  private let path: String
  private let inflater: Inflater
  private var input: [UInt8] = []
  private var inputAt = 0
  private var isBetweenMembers = false

  public init(_ compressed: any ByteSource, path: String) throws {
    self.compressed = compressed
    self.path = path
    guard let inflater = Inflater() else { throw ImportFault("zlib cannot be set up; there is too little memory.") }
    self.inflater = inflater
  }

  public mutating func next() throws -> [UInt8]? {
    while true {
      if inputAt == input.count {
        guard let more = try compressed.next() else {
          if isBetweenMembers { return nil }
          throw ImportFault("\(path) ends in the middle of its gzip data. Fetch the whole file again.")
        }
        input = more
        inputAt = 0
      }
      if isBetweenMembers {
        inflater.reset()
        isBetweenMembers = false
      }
      let step = inflater.run(input, from: inputAt)
      inputAt += step.consumed
      switch step.status {
      case .going: break
      case .ended: isBetweenMembers = true
      case .damaged: throw ImportFault("\(path) is damaged: its gzip data cannot be read. Fetch the file again.")
      }
      if !step.output.isEmpty { return step.output }
    }
  }
}

/// One zlib stream that understands the gzip header.
private final class Inflater {
  enum Status { case going, ended, damaged }

  private var stream = z_stream()
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)

  init?() {
    guard godwit_gunzip_init(&stream) == Z_OK else { return nil }
  }

  deinit { inflateEnd(&stream) }

  func reset() { inflateReset(&stream) }

  func run(_ input: [UInt8], from start: Int) -> (status: Status, consumed: Int, output: [UInt8]) {
    var code = Z_OK
    // zlib reads the input only, but its C type is not const.
    var rest = Array(input[start...])
    let count = rest.count
    let capacity = buffer.count
    rest.withUnsafeMutableBufferPointer { bytes in
      buffer.withUnsafeMutableBufferPointer { room in
        stream.next_in = bytes.baseAddress
        stream.avail_in = UInt32(bytes.count)
        stream.next_out = room.baseAddress
        stream.avail_out = UInt32(room.count)
        code = inflate(&stream, Z_NO_FLUSH)
      }
    }
    let consumed = count - Int(stream.avail_in)
    let output = Array(buffer[..<(capacity - Int(stream.avail_out))])
    let status: Status = code == Z_STREAM_END ? .ended : code == Z_OK || code == Z_BUF_ERROR ? .going : .damaged
    return (status, consumed, output)
  }
}
