/// Reads CSV (RFC 4180) record by record, in constant memory.
///
/// Lines end with LF, CR LF or CR; a quoted field may hold line breaks, delimiters and doubled quotes; a quote inside
/// an unquoted field stands for itself; empty lines are passed over. What cannot be right (text after a closing quote, a quote that
/// is never closed) marks its record as faulty, and reading goes on with the next line.
public struct CSVReader {
  /// A record above this size is taken for a quote that was never closed.
  public static let recordBytesMax = 4 << 20

  private enum State {
    case fieldStart, plain, quoted, afterQuote, broken
  }

  private var source: any ByteSource
  private let delimiter: UInt8
  private var chunk: [UInt8]
  private var at = 0
  private var line = 1
  private var lastWasCR = false

  /// - Parameter start: bytes that were already taken from the source.
  public init(_ source: any ByteSource, delimiter: UInt8 = UInt8(ascii: ","), start: [UInt8] = []) {
    self.source = source
    self.delimiter = delimiter
    chunk = start
  }

  /// The next record, or nil at the end.
  public mutating func next() throws -> CSVRecord? {
    while let record = try nextOrEmpty() {
      if record.fieldCount > 1 || !record.bytes.isEmpty || record.fault != nil { return record }
    }
    return nil
  }

  private mutating func nextOrEmpty() throws -> CSVRecord? {
    try skipSecondHalfOfLineEnd()
    guard try hasByte() else { return nil }
    var record = CSVRecord(line: line)
    var state = State.fieldStart
    while try hasByte() {
      let byte = chunk[at]
      at += 1
      if byte == 0x0A || byte == 0x0D {
        // CR LF is one line end; inside quotes its LF alone counts.
        if state != .quoted || byte == 0x0A { line += 1 }
        if state != .quoted {
          lastWasCR = byte == 0x0D
          record.ends.append(record.bytes.count)
          return record
        }
        record.bytes.append(byte)
      } else {
        take(byte, &state, &record)
      }
      if record.bytes.count > Self.recordBytesMax {
        throw ImportFault(
          "The record that begins on line \(record.line) does not end. Look for a quotation mark that is never closed.")
      }
    }
    record.ends.append(record.bytes.count)
    if state == .quoted { record.fault = "the quotation mark of field \(record.ends.count) is never closed" }
    return record
  }

  /// Passes over the LF of a CR LF whose CR ended the last record.
  private mutating func skipSecondHalfOfLineEnd() throws {
    if lastWasCR, try hasByte(), chunk[at] == 0x0A { at += 1 }
    lastWasCR = false
  }

  private func take(_ byte: UInt8, _ state: inout State, _ record: inout CSVRecord) {
    let quote = UInt8(ascii: "\"")
    switch state {
    case .fieldStart where byte == quote: state = .quoted
    case .quoted where byte == quote: state = .afterQuote
    case .quoted: record.bytes.append(byte)
    case .afterQuote where byte == quote:
      record.bytes.append(byte)
      state = .quoted
    case .fieldStart where byte == delimiter, .plain where byte == delimiter, .afterQuote where byte == delimiter:
      record.ends.append(record.bytes.count)
      state = .fieldStart
    case .afterQuote:
      record.fault = "there is text after the closing quotation mark of field \(record.ends.count + 1)"
      state = .broken
    case .fieldStart, .plain:
      record.bytes.append(byte)
      state = .plain
    case .broken: break
    }
  }

  private mutating func hasByte() throws -> Bool {
    if at < chunk.count { return true }
    guard let next = try source.next() else { return false }
    chunk = next
    at = 0
    return !next.isEmpty
  }
}
