/// Finds text that was UTF-8 and has been read as Latin-1 or Windows-1252 on its way (`ChÃ¡vez`).
enum Misreading {
  /// What the text was before, or nil when it looks right.
  static func original(of text: String) -> String? {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    let scalars = Array(text.unicodeScalars)
    var repaired = [UInt8]()
    var wasFound = false
    var at = 0
    while at < scalars.count {
      let run = characterBytes(scalars, at)
      if let run {
        repaired += run
        wasFound = true
        at += run.count
      } else {
        repaired += Array(String(scalars[at]).utf8)
        at += 1
      }
    }
    return wasFound ? String(validating: repaired, as: UTF8.self) : nil
  }

  /// The bytes of one character of UTF-8 that stands here in disguise.
  private static func characterBytes(_ scalars: [Unicode.Scalar], _ at: Int) -> [UInt8]? {
    guard let lead = Windows1252.byte(scalars[at]) else { return nil }
    let count: Int
    switch lead {
    case 0xC2...0xDF: count = 2
    case 0xE0...0xEF: count = 3
    case 0xF0...0xF4: count = 4
    default: return nil
    }
    guard at + count <= scalars.count else { return nil }
    var bytes = [lead]
    for scalar in scalars[(at + 1)..<(at + count)] {
      guard let byte = Windows1252.byte(scalar), (0x80...0xBF).contains(byte) else { return nil }
      bytes.append(byte)
    }
    return String(validating: bytes, as: UTF8.self) == nil ? nil : bytes
  }
}
