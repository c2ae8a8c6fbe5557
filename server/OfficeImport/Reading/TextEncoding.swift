/// How the bytes of a file are text.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8
  case latin1
  case windows1252
  /// Chinese; GBK, GB 2312 and code page 936 are parts of it.
  case gb18030
  /// By its byte order mark, little end first without one.
  case utf16

  /// As people name them.
  public static let names = "utf8, latin1, windows1252, gb18030 and utf16"

  /// The encoding that a person means, in the usual spellings.
  public init?(name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" }) {
    case "utf8": self = .utf8
    case "latin1", "iso88591": self = .latin1
    case "windows1252", "cp1252": self = .windows1252
    case "gb18030", "gbk", "gb2312", "cp936", "windows936": self = .gb18030
    case "utf16", "utf16le", "unicode": self = .utf16
    default: return nil
    }
  }

  /// What the system's tables call an encoding that is turned into UTF-8 while a file is read; nil for one that is
  /// read field by field.
  var transcodedName: String? {
    switch self {
    case .gb18030: "GB18030"
    case .utf16: "UTF-16"
    case .utf8, .latin1, .windows1252: nil
    }
  }

  /// The text, or nil when the bytes are none.
  public func text<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> String? {
    switch self {
    // The latter two are UTF-8 by now.
    case .utf8, .gb18030, .utf16: return String(validating: bytes, as: UTF8.self)
    case .latin1:
      var text = String.UnicodeScalarView()
      for byte in bytes { text.append(Unicode.Scalar(byte)) }
      return String(text)
    case .windows1252:
      var text = String.UnicodeScalarView()
      for byte in bytes {
        guard let scalar = Windows1252.scalar(byte) else { return nil }
        text.append(scalar)
      }
      return String(text)
    }
  }
}

/// The code page 1252: Latin-1 with letters and signs where that has control characters.
enum Windows1252 {
  private static let upper: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  /// nil for the five bytes that the page leaves open.
  static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    guard (0x80..<0xA0).contains(byte) else { return Unicode.Scalar(byte) }
    let code = upper[Int(byte) - 0x80]
    return code == 0 ? nil : Unicode.Scalar(code)
  }

  /// The byte that a reader of the page, or of Latin-1, would have taken for this character.
  static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x100 { return UInt8(scalar.value) }
    return upper.firstIndex { $0 != 0 && UInt32($0) == scalar.value }.map { UInt8($0 + 0x80) }
  }
}
