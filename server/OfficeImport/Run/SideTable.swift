/// What an import looks up in another file of the set: the columns it asks for, by key.
struct SideTable {
  private let path: String
  private let columns: [String]
  private let numbers: NumberForm
  private var rows: [String: [String]] = [:]
  private var sums: [String: [ExactDecimal?]] = [:]
  /// For each column the usual value by key.
  private var usuals: [String: [String: String]] = [:]
  private let sumColumns: [SumColumn]
  /// Keys that several rows have.
  private var ambiguous: Set<String> = []

  struct SumColumn: Hashable {
    var column: String
    var factor: String?
  }

  /// - Parameter isImported: whether it is the file that is imported, whose faulty rows are told of by the import.
  /// - Throws: `ImportFault` when the file or a column is not there, or a figure to be summed is none.
  init(
    path: String, key: String, columns: [String], sums sumColumns: [SumColumn], usuals: [String] = [],
    encoding: TextEncoding, numbers: NumberForm = .plain, isImported: Bool = false
  ) throws {
    self.path = path
    self.numbers = numbers
    self.columns = columns
    self.sumColumns = sumColumns
    var file = try SourceFile(path: path, encoding: encoding)
    let keyIndex = try Self.index(key, in: file)
    let indices = try columns.map { try Self.index($0, in: file) }
    let sumIndices = try sumColumns.map { sum in
      (try Self.index(sum.column, in: file), try sum.factor.map { try Self.index($0, in: file) })
    }
    var counters = try usuals.map { UsualCounter(column: try Self.index($0, in: file)) }
    while let record = try file.next() {
      // What the import itself refuses, and names, keeps no other row out.
      if isImported, record.fault != nil || record.fieldCount != file.header.count { continue }
      if let fault = record.fault { throw ImportFault("\(path), line \(record.line): \(fault).") }
      guard record.fieldCount == file.header.count else {
        throw ImportFault(
          "\(path), line \(record.line): \(record.fieldCount) fields instead of \(file.header.count). Correct the line."
        )
      }
      let key = (record.text(of: keyIndex, as: encoding) ?? "").trimmed
      if key.isEmpty { continue }
      if !columns.isEmpty {
        if rows[key] != nil { ambiguous.insert(key) }
        rows[key] = indices.map { record.text(of: $0, as: encoding) ?? "" }
      }
      try add(record, sumIndices, to: key, encoding)
      for index in counters.indices { counters[index].count(record, key, encoding) }
    }
    for (name, counter) in zip(usuals, counters) { self.usuals[name] = counter.usual }
  }

  enum Found {
    case row(String)
    case missing
    case ambiguous
  }

  /// - Parameter column: one of those that the table was made with.
  func value(of column: String, at key: String) -> Found {
    guard let row = rows[key], let index = columns.firstIndex(of: column) else { return .missing }
    return ambiguous.contains(key) ? .ambiguous : .row(row[index])
  }

  /// What most rows with the key have in a column; nil when none has anything.
  func usual(_ column: String, at key: String) -> String? { usuals[column]?[key] }

  /// The sum over all rows with the key, 0 when there are none; nil when it does not fit.
  func sum(_ column: SumColumn, at key: String) -> ExactDecimal? {
    guard let index = sumColumns.firstIndex(of: column), let row = sums[key] else { return ExactDecimal(units: 0) }
    return row[index]
  }

  private mutating func add(
    _ record: CSVRecord, _ indices: [(Int, Int?)], to key: String, _ encoding: TextEncoding
  ) throws {
    for (index, (column, factor)) in indices.enumerated() {
      var figure = try number(column, in: record, encoding)
      if let factor { figure = figure?.multiplied(by: try number(factor, in: record, encoding) ?? .init(units: 0)) }
      guard let figure else { continue }
      let present = sums[key]?[index] ?? ExactDecimal(units: 0)
      sums[key, default: sumColumns.map { _ in ExactDecimal(units: 0) }][index] = present.adding(figure)
    }
  }

  /// nil for an empty field.
  private func number(_ index: Int, in record: CSVRecord, _ encoding: TextEncoding) throws -> ExactDecimal? {
    let text = (record.text(of: index, as: encoding) ?? "").trimmed
    if text.isEmpty { return nil }
    guard let number = ExactDecimal(text, in: numbers) else {
      throw ImportFault("\(path), line \(record.line): \"\(text)\" is no number. Correct the line.")
    }
    return number
  }

  private static func index(_ name: String, in file: SourceFile) throws -> Int {
    if let index = file.column(name) { return index }
    throw ImportFault("\(file.path) has no column \(name). Columns are \(file.header.joined(separator: ", ")).")
  }
}
