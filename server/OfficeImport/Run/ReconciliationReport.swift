import ChangeModel

/// How the rows of a file and those of Godwit compare.
public struct ReconciliationReport: Hashable, Sendable, Encodable {
  public enum Difference: String, Hashable, Sendable, Encodable {
    /// The row is not in Godwit.
    case missing
    /// The row has other values in Godwit.
    case different
  }

  public struct Entry: Hashable, Sendable, Encodable {
    public var line: Int
    public var key: String
    public var difference: Difference

    public init(line: Int, key: String, difference: Difference) {
      self.line = line
      self.key = key
      self.difference = difference
    }
  }

  public var kind: String
  public var file: String
  public var read = 0
  public var leftOut: [String: Int] = [:]
  public var refused = 0
  public var rowsInFile = 0
  public var equal = 0
  public var different = 0
  public var missing = 0
  /// Rows of the table that the file does not name.
  public var others = 0
  public var sums: [String: String] = [:]
  public var controls: [ControlTotal] = []
  /// The first of the rows that differ or are missing.
  public var entries: [Entry] = []
  var fileDigest = Digest.zero
  var storeDigest = Digest.zero

  public static let entriesMax = 1_000

  /// Whether every row of the file that the mapping takes is in Godwit as the file has it.
  public var isReconciled: Bool { equal == rowsInFile && refused == 0 && fileDigest == storeDigest }
  public var digestOfFile: String { fileDigest.description }
  public var digestOfStore: String { storeDigest.description }

  init(kind: String, file: String) {
    self.kind = kind
    self.file = file
  }

  mutating func note(_ difference: Difference, line: Int, key: String) {
    if difference == .missing { missing += 1 } else { different += 1 }
    if entries.count < Self.entriesMax { entries.append(Entry(line: line, key: key, difference: difference)) }
  }

  enum CodingKeys: String, CodingKey {
    case kind, file, read, refused, equal, different, missing, others, sums, controls, entries
    case leftOut = "left_out"
    case rowsInFile = "rows_in_file"
    case digestOfFile = "digest_of_file"
    case digestOfStore = "digest_of_store"
    case isReconciled = "is_reconciled"
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(kind, forKey: .kind)
    try fields.encode(file, forKey: .file)
    try fields.encode(read, forKey: .read)
    try fields.encode(leftOut, forKey: .leftOut)
    try fields.encode(refused, forKey: .refused)
    try fields.encode(rowsInFile, forKey: .rowsInFile)
    try fields.encode(equal, forKey: .equal)
    try fields.encode(different, forKey: .different)
    try fields.encode(missing, forKey: .missing)
    try fields.encode(others, forKey: .others)
    try fields.encode(sums, forKey: .sums)
    try fields.encode(controls, forKey: .controls)
    try fields.encode(entries, forKey: .entries)
    try fields.encode(digestOfFile, forKey: .digestOfFile)
    try fields.encode(digestOfStore, forKey: .digestOfStore)
    try fields.encode(isReconciled, forKey: .isReconciled)
  }
}
