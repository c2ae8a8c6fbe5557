import ChangeModel
import FieldSales

/// Holds the rows of a file, as a mapping makes them, against the rows that Godwit has.
///
/// Both sides give a digest over the columns that the mapping fills; equal digests mean equal rows.
public struct Reconciliation {
  private struct Expected {
    var digest: Digest
    var line: Int
    var key: String
  }

  private var expected: [RowID: Expected] = [:]
  private var columns: [Int] = []
  private let table: Int
  private let schema: Schema
  private var account: ReconciliationReport

  /// - Parameter table: of the kind, by index.
  public init(kind: ImportKind, file: String, schema: Schema) throws {
    guard let table = schema.index(of: kind.table) else { throw ImportFault("There is no table \(kind.table).") }
    self.table = table
    self.schema = schema
    account = ReconciliationReport(kind: kind.name, file: file)
  }

  /// Takes in what the file has.
  public mutating func expect(_ rows: [MappedRow]) {
    for row in rows {
      if columns.isEmpty { columns = row.values.keys.sorted() }
      let digest = row.digest
      expected[row.id] = Expected(digest: digest, line: row.line, key: row.key)
      account.rowsInFile += 1
      account.fileDigest = account.fileDigest + digest
    }
  }

  /// Takes in a row that Godwit has.
  public mutating func meet(_ id: RowID, values: [String: Value]) {
    guard let wanted = expected.removeValue(forKey: id) else {
      account.others += 1
      return
    }
    let names = schema.tables[table].columns.map(\.name)
    let width = (columns.last ?? -1) + 1
    let digest = Digest.ofRow(
      table: table, id: id,
      values: (0..<width).map { columns.contains($0) ? values[names[$0]] ?? .null : .null })
    account.storeDigest = account.storeDigest + digest
    if digest == wanted.digest {
      account.equal += 1
    } else {
      account.note(.different, line: wanted.line, key: wanted.key)
    }
  }

  /// The account, when all rows of both sides are in.
  public func report(_ run: ImportReport) -> ReconciliationReport {
    var report = account
    for (_, wanted) in expected.sorted(by: { $0.value.line < $1.value.line }) {
      report.note(.missing, line: wanted.line, key: wanted.key)
    }
    report.leftOut = run.skipped
    report.refused = run.refused
    report.read = run.read
    report.sums = run.sums
    report.controls = run.controls
    return report
  }
}
