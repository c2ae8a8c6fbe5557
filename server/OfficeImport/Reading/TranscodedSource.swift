import Foundation

/// Text in another encoding, as UTF-8, by the tables of the system (iconv).
struct TranscodedSource: ByteSource {
  private var source: any ByteSource
  private let path: String
  private let encoding: TextEncoding
  private let tables: Tables
  /// The bytes of a character whose rest comes later.
  private var rest: [UInt8] = []
  private var line = 1

  /// - Throws: `ImportFault` when the system does not know the encoding.
  init(_ source: any ByteSource, encoding: TextEncoding, name: String, path: String) throws {
    guard let tables = Tables(name) else {
      throw ImportFault("This system has no tables for \(encoding.rawValue). Save \(path) as UTF-8.")
    }
    (self.source, self.path, self.encoding, self.tables) = (source, path, encoding, tables)
  }

  mutating func next() throws -> [UInt8]? {
    while let bytes = try source.next() {
      let (text, left, isWrong) = tables.read(rest + bytes)
      line += text.count { $0 == 0x0A }
      if isWrong { throw fault(left.first) }
      rest = left
      if !text.isEmpty { return text }
    }
    if !rest.isEmpty { throw fault(rest.first) }
    return nil
  }

  private func fault(_ byte: UInt8?) -> ImportFault {
    let hex = String(byte ?? 0, radix: 16, uppercase: true)
    return ImportFault(
      "\(path), line \(line): the byte 0x\(hex) is no \(encoding.rawValue). Save the file as UTF-8, or name another"
        + " encoding. Nothing was imported.")
  }

  /// One conversion of the system, with its state.
  private final class Tables {
    private let handle: iconv_t

    init?(_ name: String) {
      guard let handle = iconv_open("UTF-8", name), Int(bitPattern: handle) != -1 else { return nil }
      self.handle = handle
    }

    deinit { iconv_close(handle) }

    /// The text of the bytes, and those at the end that are no whole character, or none at all.
    func read(_ bytes: [UInt8]) -> (text: [UInt8], left: [UInt8], isWrong: Bool) {
      var input = bytes.map { CChar(bitPattern: $0) }
      // No character takes more than twice as many bytes in UTF-8 as in these encodings.
      var output = [CChar](repeating: 0, count: bytes.count * 2 + 16)
      var (inputLeft, outputLeft) = (input.count, output.count)
      var isWrong = false
      input.withUnsafeMutableBufferPointer { from in
        output.withUnsafeMutableBufferPointer { to in
          var (fromStart, toStart) = (from.baseAddress, to.baseAddress)
          isWrong = iconv(handle, &fromStart, &inputLeft, &toStart, &outputLeft) == -1 && errno == EILSEQ
        }
      }
      return (
        output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }, Array(bytes.suffix(inputLeft)), isWrong
      )
    }
  }
}
