import ChangeModel

/// Turns records into rows, one by one, and remembers which keys it has seen.
struct RowMapper {
  enum Result {
    case row(MappedRow, warnings: [String])
    case skipped(String)
    case refused(key: String, String)
  }

  let plan: ImportPlan
  /// The line on which each ID was first seen, with a hash of its values.
  private var seen: [RowID: (line: Int, hash: Int)] = [:]
  /// For each running number how often each value came.
  private var counts: [[String: Int]]
  /// The line on which each record first stood.
  private var records: [Digest: Int] = [:]

  init(_ plan: ImportPlan) {
    self.plan = plan
    counts = plan.counted.map { _ in [:] }
  }

  /// The record's part in the control totals.
  func figures(of record: CSVRecord) -> [ExactDecimal?] {
    guard record.fault == nil, record.fieldCount == plan.header.count else { return plan.factors.map { _ in nil } }
    let evaluation = Evaluation(plan: plan, record: record)
    return plan.factors.map { terms in
      var product: ExactDecimal? = ExactDecimal(units: 1)
      for term in terms {
        let text = (try? evaluation.cell(of: term))?.text.trimmed ?? ""
        product = ExactDecimal(text, in: plan.mapping.numberForm).flatMap { product?.multiplied(by: $0) }
      }
      return product
    }
  }

  mutating func map(_ record: CSVRecord) -> Result {
    if let fault = record.fault { return .refused(key: "", fault) }
    guard record.fieldCount == plan.header.count else {
      return .refused(key: "", "\(record.fieldCount) fields instead of \(plan.header.count)")
    }
    var evaluation = Evaluation(plan: plan, record: record)
    var key = ""
    do throws(RowFault) {
      evaluation.numbers = try numbers(evaluation)
      if let reason = try skipReason(evaluation) { return .skipped(reason) }
      let repeated = repeatedLine(of: record)
      if let repeated, plan.mapping.repetition?.isLeftOut == true { return .skipped(repeated.reason) }
      let parts = try keyParts(evaluation)
      key = parts.joined(separator: " ")
      let id = rowID(parts)
      if plan.mapping.takesFirst, seen[id] != nil { return .skipped("a row above has the key") }
      var (row, warnings) = try row(id, key: key, evaluation)
      // A row with a fault does not take its key from a good one further down.
      if let repetition = repetition(of: row) { return repetition }
      if let repeated { warnings.append("\(repeated.reason) (line \(repeated.line))") }
      return .row(row, warnings: warnings)
    } catch {
      return .refused(key: key, error.message)
    }
  }

  private mutating func numbers(_ evaluation: Evaluation) throws(RowFault) -> [Int] {
    var numbers = [Int]()
    for (index, term) in plan.counted.enumerated() {
      let number = 1 + (counts[index][try evaluation.cell(of: term).text.trimmed] ?? 0)
      counts[index][try evaluation.cell(of: term).text.trimmed] = number
      numbers.append(number)
    }
    return numbers
  }

  /// The line of the earlier record that this one repeats field by field, if the mapping asks for it.
  private mutating func repeatedLine(of record: CSVRecord) -> (line: Int, reason: String)? {
    guard let repetition = plan.mapping.repetition else { return nil }
    let digest = record.digest
    if let line = records[digest] { return (line, repetition.reason) }
    records[digest] = record.line
    return nil
  }

  private func skipReason(_ evaluation: Evaluation) throws(RowFault) -> String? {
    for (term, skip) in plan.skips {
      let text = try evaluation.cell(of: term).text.trimmed
      if skip.fits(text) != skip.isNegated { return skip.reason }
    }
    return nil
  }

  private func keyParts(_ evaluation: Evaluation) throws(RowFault) -> [String] {
    var parts = [String]()
    for (term, name) in zip(plan.keys, plan.mapping.key) {
      let text = try evaluation.cell(of: term).text.trimmed
      if text.isEmpty { throw RowFault("the key \(name) is missing") }
      parts.append(text)
    }
    return parts
  }

  private func rowID(_ parts: [String]) -> RowID {
    if plan.mapping.key == ["id"], let id = RowID(parts[0]) { return id }
    return plan.id(parts.joined(separator: "\u{1F}"), of: plan.mapping.kind)
  }

  private func row(
    _ id: RowID, key: String, _ evaluation: Evaluation
  ) throws(RowFault) -> (MappedRow, [String]) {
    var row = MappedRow(line: evaluation.record.line, key: key, table: plan.table, id: id, values: [:])
    var warnings = [String]()
    let table = plan.schema.tables[plan.table]
    for (column, expression) in plan.columns {
      let schema = table.columns[column]
      let value: Value
      do throws(RowFault) {
        value = try self.value(of: expression, for: schema, evaluation)
      } catch {
        throw RowFault("\(schema.name): \(error.message)")
      }
      if case .text(let text) = value, let original = Misreading.original(of: text) {
        warnings.append("\(schema.name): \"\(text)\" looks mis-decoded; it may have been \"\(original)\"")
      }
      row.values[column] = value
    }
    if let expression = plan.territories, case .reference(let territory) = try evaluation.cell(of: expression) {
      row.territories = [territory]
    }
    try fillTerritory(of: &row, table)
    return (row, warnings)
  }

  /// What the wire and the store take in one value.
  private static let textBytesMax = 1 << 20

  private func value(
    of expression: ImportPlan.Expression, for column: ColumnSchema, _ evaluation: Evaluation
  ) throws(RowFault) -> Value {
    let cell = try evaluation.cell(of: expression)
    if let bytes = cell.value.text?.utf8.count, bytes > Self.textBytesMax {
      throw RowFault("a text of \(bytes) bytes; at most \(Self.textBytesMax) are kept")
    }
    guard cell.isEmpty else { return cell.value }
    if !column.notNull { return .null }
    if column.fallback != .null { return column.fallback }
    // A customer without a territory goes to the one that was chosen for all such rows, if one was.
    if column.references == plan.schema.territoryTable { return .null }
    throw RowFault("it needs a value")
  }

  private func fillTerritory(of row: inout MappedRow, _ table: TableSchema) throws(RowFault) {
    guard case .owner(let name) = table.scope, let column = table.column(name), table.columns[column].notNull,
      row.values[column] ?? .null == .null
    else { return }
    // A file without the column leaves a row that there is where it belongs.
    if row.values[column] == nil, plan.standing.contains(row.id) { return }
    guard let territory = plan.territory else {
      throw RowFault("\(name): the row names no territory; choose one for all such rows with --territory")
    }
    row.values[column] = .reference(RowReference(id: territory))
  }

  private mutating func repetition(of row: MappedRow) -> Result? {
    var hasher = Hasher()
    hasher.combine(row.values)
    let hash = hasher.finalize()
    guard let first = seen[row.id] else {
      seen[row.id] = (row.line, hash)
      return nil
    }
    if plan.mapping.isDistinct, first.hash == hash { return .skipped("the row repeats one above") }
    return .refused(key: row.key, "the key \(row.key) stands on line \(first.line) already")
  }
}
