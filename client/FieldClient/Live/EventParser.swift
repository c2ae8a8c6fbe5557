/// Takes the bytes of a server-sent event stream as they come, and gives whole events.
///
/// Follows the WHATWG HTML standard's event stream format as far as it is used: `event`, `data`, comments; lines end
/// with LF, CR LF or CR. An event longer than the bound is dropped whole.
struct EventParser: Sendable {
  struct Event: Hashable, Sendable {
    var name: String
    var data: String
  }

  static let lineBytesMax = 4096

  private var line = [UInt8]()
  private var overflowed = false
  private var lastWasReturn = false
  private var name = ""
  private var data = [String]()

  /// The events that are whole with these bytes.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [Event] {
    var events = [Event]()
    for byte in bytes {
      switch byte {
      case 0x0A where lastWasReturn: lastWasReturn = false
      case 0x0A, 0x0D:
        lastWasReturn = byte == 0x0D
        if let event = endLine() { events.append(event) }
      default:
        lastWasReturn = false
        if line.count < Self.lineBytesMax { line.append(byte) } else { overflowed = true }
      }
    }
    return events
  }

  private mutating func endLine() -> Event? {
    defer { line.removeAll(keepingCapacity: true) }
    if line.isEmpty { return endEvent() }
    let text = String(decoding: line, as: UTF8.self)
    let field = text.prefix { $0 != ":" }
    var value = text.dropFirst(field.count + 1)
    if value.first == " " { value = value.dropFirst() }
    switch field {
    case "event": name = String(value)
    case "data" where data.count < 64: data.append(String(value))
    default: break
    }
    return nil
  }

  private mutating func endEvent() -> Event? {
    defer {
      name = ""
      data = []
      overflowed = false
    }
    guard !data.isEmpty, !overflowed else { return nil }
    return Event(name: name.isEmpty ? "message" : name, data: data.joined(separator: "\n"))
  }
}
