/// A CSV file with its header: how an import, or a file it looks things up in, is read.
public struct CSVFile {
  public let path: String
  public let encoding: TextEncoding
  /// The column names, trimmed, and each another one.
  public let header: [String]
  private var reader: CSVReader

  /// - Parameters:
  ///   - delimiter: found from the header line when nil.
  /// - Throws: `ImportFault` when the file cannot be read, is not text in the encoding, or has no header.
  public init(path: String, encoding: TextEncoding = .utf8, delimiter: UInt8? = nil) throws {
    try Self.checkText(path, encoding)
    self.path = path
    self.encoding = encoding
    var source = try Self.open(path, encoding)
    var start = try source.next() ?? []
    if encoding == .utf8 || encoding.transcodedName != nil, start.starts(with: [0xEF, 0xBB, 0xBF]) {
      start.removeFirst(3)
    }
    let found = delimiter ?? Self.delimiter(of: start)
    reader = CSVReader(source, delimiter: found, start: start)
    guard let first = try reader.next() else { throw ImportFault("\(path) is empty; it needs a line of column names.") }
    if let fault = first.fault { throw ImportFault("\(path), line 1: \(fault).") }
    header = ColumnNames.distinct((0..<first.fieldCount).map { (first.text(of: $0, as: encoding) ?? "").trimmed })
  }

  public mutating func next() throws -> CSVRecord? { try reader.next() }

  /// The index of a column.
  public func column(_ name: String) -> Int? { header.firstIndex(of: name) }

  /// Reads the whole file once before anything is taken from it, so that a wrong encoding changes nothing.
  private static func checkText(_ path: String, _ encoding: TextEncoding) throws {
    if encoding == .latin1 || encoding == .windows1252 { return }
    var source = try open(path, encoding)
    var check = UTF8Check()
    var fault: UTF8Check.Fault?
    while fault == nil, let bytes = try source.next() { fault = check.look(at: bytes) }
    guard let found = fault ?? check.end() else { return }
    let hex = String(found.byte, radix: 16, uppercase: true)
    let advice =
      found.byte >= 0xFE
      ? "It looks like UTF-16: save it as UTF-8, or say `--encoding utf16`."
      : "Save it as UTF-8, or say how it is written with `--encoding latin1` (or `windows1252`, `gb18030`)."
    throw ImportFault(
      "\(path), line \(found.line): byte \(found.offset) (0x\(hex)) is not UTF-8. \(advice) Nothing was imported.")
  }

  private static func open(_ path: String, _ encoding: TextEncoding) throws -> any ByteSource {
    let source = try FileSource.open(path: path)
    guard let name = encoding.transcodedName else { return source }
    return try TranscodedSource(source, encoding: encoding, name: name, path: path)
  }

  /// The most frequent of the usual delimiters in the header line, outside quotes; a comma if there is none.
  static func delimiter(of start: [UInt8]) -> UInt8 {
    let candidates = [",", ";", "\t", "|"].compactMap { Character($0).asciiValue }
    var counts = [UInt8: Int]()
    var isQuoted = false
    for byte in start {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, byte == 0x0A || byte == 0x0D { break }
      if !isQuoted, candidates.contains(byte) { counts[byte, default: 0] += 1 }
    }
    return candidates.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) }.flatMap { counts[$0] == nil ? nil : $0 }
      ?? UInt8(ascii: ",")
  }
}

extension String {
  /// Without blanks at its ends.
  var trimmed: String {
    guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
