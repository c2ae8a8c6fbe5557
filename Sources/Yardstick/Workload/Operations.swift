import Foundation

/// A part of the workload as bytes, in the format of an `.ops` file.
///
/// `B` begins a transaction, `C` commits it, `E` ends the file. Between them stand operations: the kind (I, U or D), the
/// table, the column (of an update), the count of values, each one byte; then the values, each a type byte and its
/// content: 1 an int64, little endian; 3 a UTF-8 text and 4 bytes, each after a uint32 length. An insert has all columns
/// in order, an update the ID and the new value, a delete the ID.
public struct Operations: Sendable {
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  public init(file: URL) throws {
    name = file.deletingPathExtension().lastPathComponent
    bytes = Array(try Data(contentsOf: file))
  }

  /// How many rows are inserted, updated or deleted.
  public func count() throws -> Int {
    var count = 0
    try play { step in if case .row = step { count += 1 } }
    return count
  }

  public enum Kind: UInt8, Sendable {
    case insert = 73
    case update = 85
    case delete = 68
  }

  /// One value, inside of the bytes.
  public enum Field {
    case integer(Int64)
    case text(UnsafeRawBufferPointer)
    case blob(UnsafeRawBufferPointer)
  }

  public enum Step {
    case begin, commit
    case row(Kind, table: Int, column: Int, fields: [Field])
  }

  /// Hands on what is in the bytes, in order. The fields live as long as the call.
  /// - Throws: `WorkloadError` for bytes that are none of this format.
  public func play(_ take: (Step) throws -> Void) throws {
    try bytes.withUnsafeBytes { buffer in
      var reader = OperationReader(buffer: buffer)
      while let step = try reader.next() { try take(step) }
    }
  }
}

/// Why a workload cannot be read.
public struct WorkloadError: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

private struct OperationReader {
  let buffer: UnsafeRawBufferPointer
  var offset = 0

  mutating func next() throws -> Operations.Step? {
    switch try byte() {
    case 66: return .begin
    case 67: return .commit
    case 69: return nil
    case let code:
      guard let kind = Operations.Kind(rawValue: code) else { throw broken("there is no operation \(code)") }
      let table = Int(try byte())
      let column = Int(try byte())
      let count = Int(try byte())
      guard table < WorkloadSchema.tables.count, column <= WorkloadSchema.columns[table].count else {
        throw broken("there is no column \(column) of a table \(table)")
      }
      var fields: [Operations.Field] = []
      fields.reserveCapacity(count)
      for _ in 0..<count { fields.append(try field()) }
      return .row(kind, table: table, column: column, fields: fields)
    }
  }

  private mutating func field() throws -> Operations.Field {
    switch try byte() {
    case 1: return .integer(Int64(littleEndian: try take(8).loadUnaligned(as: Int64.self)))
    case 3: return .text(try sized())
    case 4: return .blob(try sized())
    case let type: throw broken("there is no type \(type)")
    }
  }

  private mutating func sized() throws -> UnsafeRawBufferPointer {
    try take(Int(UInt32(littleEndian: try take(4).loadUnaligned(as: UInt32.self))))
  }

  private mutating func byte() throws -> UInt8 { try take(1)[0] }

  private mutating func take(_ count: Int) throws -> UnsafeRawBufferPointer {
    guard count >= 0, count <= buffer.count - offset else { throw broken("it ends in the middle of an operation") }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: buffer[offset..<offset + count])
  }

  private func broken(_ what: String) -> WorkloadError {
    WorkloadError("The workload cannot be read: \(what), at byte \(offset). Make it again.")
  }
}
