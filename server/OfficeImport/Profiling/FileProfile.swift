import ChangeModel

/// What a file holds, column by column, before anybody imports it.
public struct FileProfile: Hashable, Sendable, Codable {
  public var file: String
  public var rows: Int
  /// Rows with a wrong number of fields or wrong quotation marks.
  public var faulty: Int
  /// Rows that repeat an earlier one in every field.
  public var repeated: Int
  /// Columns with another value in each row, which may be keys.
  public var keys: [String]
  public var columns: [ColumnProfile]
  /// What all values of each column can be read as.
  public var forms: [String: ValueForm] = [:]

  enum CodingKeys: String, CodingKey { case file, rows, faulty, repeated, keys, columns }

  /// - Throws: `ImportFault` when the file cannot be read.
  public init(path: String, encoding: TextEncoding = .utf8, delimiter: UInt8? = nil) throws {
    var source = try SourceFile(path: path, encoding: encoding, delimiter: delimiter)
    var tallies = source.header.map(ColumnTally.init)
    var seen = Set<Digest>()
    file = path
    (rows, faulty, repeated) = (0, 0, 0)
    while let record = try source.next() {
      rows += 1
      guard record.fault == nil, record.fieldCount == source.header.count else {
        faulty += 1
        continue
      }
      if !seen.insert(record.digest).inserted { repeated += 1 }
      for index in tallies.indices { tallies[index].add(record.text(of: index, as: source.encoding)) }
    }
    columns = tallies.map(ColumnProfile.init)
    let good = rows - faulty
    keys = columns.filter { $0.empty == 0 && $0.different == good && good > 0 }.map(\.name)
    for tally in tallies { forms[tally.name] = tally.form }
  }
}

extension CSVRecord {
  /// A hash of all fields.
  var digest: Digest {
    var hash = SipHash()
    for end in ends { hash.append(UInt64(end)) }
    hash.append(contentsOf: bytes)
    return hash.finish()
  }
}
