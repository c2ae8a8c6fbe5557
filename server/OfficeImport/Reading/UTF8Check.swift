/// Looks through bytes for the first that is not UTF-8 (RFC 3629), and says where it stands.
public struct UTF8Check {
  /// Where the first wrong byte is.
  public struct Fault: Hashable, Sendable {
    /// From 1.
    public var line: Int
    /// The byte's place in the file, from 1.
    public var offset: Int
    public var byte: UInt8
  }

  private var line = 1
  private var offset = 0
  private var lead: UInt8 = 0
  private var missing = 0
  private var least: UInt8 = 0x80
  private var most: UInt8 = 0xBF

  public init() {}

  /// The first fault in the next bytes, if there is one.
  public mutating func look(at bytes: [UInt8]) -> Fault? {
    for byte in bytes {
      offset += 1
      if missing > 0 {
        guard byte >= least, byte <= most else { return Fault(line: line, offset: offset - 1, byte: lead) }
        (least, most) = (0x80, 0xBF)
        missing -= 1
      } else if byte < 0x80 {
        if byte == 0x0A { line += 1 }
      } else if !begin(byte) {
        return Fault(line: line, offset: offset, byte: byte)
      }
    }
    return nil
  }

  /// The fault of bytes that end in the middle of a character.
  public func end() -> Fault? {
    missing > 0 ? Fault(line: line, offset: offset, byte: lead) : nil
  }

  private mutating func begin(_ byte: UInt8) -> Bool {
    lead = byte
    switch byte {
    case 0xC2...0xDF: missing = 1
    case 0xE0...0xEF: missing = 2
    case 0xF0...0xF4: missing = 3
    default: return false
    }
    if byte == 0xE0 { least = 0xA0 }
    if byte == 0xED { most = 0x9F }
    if byte == 0xF0 { least = 0x90 }
    if byte == 0xF4 { most = 0x8F }
    return true
  }
}
