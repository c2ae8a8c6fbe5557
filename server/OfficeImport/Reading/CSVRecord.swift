/// One record of a CSV file: its fields as bytes, decoded when somebody asks.
public struct CSVRecord: Sendable {
  /// The line in the file on which the record begins, from 1.
  public let line: Int
  /// What is wrong with the record's quotes, in words.
  public internal(set) var fault: String?
  var bytes: [UInt8] = []
  /// For each field where it ends in `bytes`.
  var ends: [Int] = []

  init(line: Int) {
    self.line = line
  }

  public var fieldCount: Int { ends.count }

  /// The bytes of a field, unquoted.
  public func bytes(of field: Int) -> ArraySlice<UInt8> {
    bytes[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
  }

  public func text(of field: Int, as encoding: TextEncoding) -> String? {
    encoding.text(bytes(of: field))
  }
}
