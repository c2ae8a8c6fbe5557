import ChangeModel
import Crypto
import Foundation
import HubStore
import MergeEngine
import SyncProtocol

/// Erases a person from a store, in one transaction: rows by changes of the office, the history, results and properties by
/// writing them anew. It leaves what is not personal as it was, so that books, digests and positions stand.
struct Eraser {
  private static let rowsPerChangeSet = 2_000
  private static let pageEntries = 500
  /// Shorter texts find too many.
  private static let textBytesMin = 4

  let cells: PersonalCells
  let store: any HubWriting
  /// Milliseconds since 1970 UTC.
  let now: Int64
  private(set) var report: ErasureReport
  private var family: SubjectFamily
  private var texts: Set<String> = []
  private var events: [AuditEvent] = []

  private var schema: Schema { cells.schema }

  init(_ subject: SubjectRef, cells: PersonalCells, store: any HubWriting, now: Int64) throws {
    self.cells = cells
    self.store = store
    self.now = now
    family = try SubjectFamily(subject, schema: cells.schema, store: store)
    guard cells.marker(in: family.root.key.table) != nil else {
      throw OfficeFault("Rows of \(subject.table) are not erased: name a customer or a contact.")
    }
    try family.addReferring(in: cells.tables, schema: cells.schema, store: store)
    report = ErasureReport(
      table: subject.table, id: subject.id, isDryRun: false, rows: [:], changeSets: 0, results: 0, devices: [],
      folders: [], texts: [])
  }

  /// - Parameter writer: writes as the office; the caller commits it with `finish` through `commit`.
  mutating func run(by writer: inout OfficeWriter, commit: (OfficeWriter) throws -> GroupOutcome) throws -> GroupOutcome
  {
    for row in family.rows { note(cells.texts(in: row)) }
    try emptyLiving(by: &writer)
    let outcome = try commit(writer)
    try emptyDeleted()
    try rewriteHistory()
    try rewriteKeptWork()
    try rewriteResults()
    try forgetProperties()
    let key = Self.key(of: family.root, schema: schema)
    try store.save(properties: [StoreProperty(key: key, value: [], at: now)])
    events.append(
      AuditEvent(
        kind: .erased, device: officeDevice, subject: family.root.id,
        detail: "\(schema.tables[family.root.key.table].name): \(report.rows.values.reduce(0, +)) rows, "
          + "\(report.changeSets) change sets"))
    try store.note(events, at: now)
    report.texts = texts.sorted()
    return outcome
  }

  /// Under which the store knows that a row was erased.
  static func key(of row: RowState, schema: Schema) -> String {
    "erasure.\(schema.tables[row.key.table].name).\(row.id)"
  }

  private mutating func note(_ found: [String]) {
    for text in found where text.utf8.count >= Self.textBytesMin && text != cells.plan.placeholder {
      texts.insert(text)
    }
  }

  // MARK: Rows

  private mutating func emptyLiving(by writer: inout OfficeWriter) throws {
    var changes = [RowChange]()
    for row in family.rows where !row.isDeleted {
      let filled = cells.filled(in: row)
      if !filled.isEmpty { report.rows[schema.tables[row.key.table].name, default: 0] += 1 }
      if let change = change(of: row, filled) { changes.append(change) }
    }
    for start in stride(from: 0, to: changes.count, by: Self.rowsPerChangeSet) {
      let part = Array(changes[start..<min(changes.count, start + Self.rowsPerChangeSet)])
      try writer.load(part)
      if let rejection = writer.merge(part).rejection {
        throw OfficeFault("Nothing was erased: \(rejection.message)")
      }
    }
  }

  /// What empties a row; columns that merge together come together, so that no write of before stands beside it.
  private func change(of row: RowState, _ filled: [Int]) -> RowChange? {
    let table = schema.tables[row.key.table]
    var mask: UInt64 = filled.reduce(0) { $0 | 1 << UInt64($1) }
    let marker = cells.marker(in: row.key.table)
    if let marker, row.values[marker].isNull { mask |= 1 << UInt64(marker) }
    guard mask != 0 else { return nil }
    let closure = table.closure(of: mask)
    let edits = table.columns.indices.filter { closure & 1 << UInt64($0) != 0 }.map { column -> CellChange in
      let value: Value =
        if column == marker {
          .integer(now)
        } else if cells.isPersonal(column, in: row.key.table) {
          cells.emptied(column, in: row.key.table)
        } else {
          row.values[column]
        }
      return CellChange(
        column: column, edit: Self.edit(from: row.values[column], to: value, table.columns[column].policy))
    }
    return RowChange(table: row.key.table, row: .number(row.key.row), kind: .update, cells: edits)
  }

  private static func edit(from old: Value, to new: Value, _ policy: Policy) -> Edit {
    switch policy {
    case .set: .elements(added: [], removed: SetText.parse(old.text) ?? [])
    case .text: .text(base: old.text, new: new.text)
    case .counter: .add(0)
    default: .set(new)
    }
  }

  /// Deleted rows keep their values for an update that they did not see; nobody reads them, and no digest counts them.
  private mutating func emptyDeleted() throws {
    var rows = [RowState]()
    for row in family.rows where row.isDeleted {
      let filled = cells.filled(in: row)
      guard !filled.isEmpty else { continue }
      var emptied = row
      let table = schema.tables[row.key.table]
      for column in filled {
        emptied.values[column] = cells.emptied(column, in: row.key.table)
        emptied.groups[table.groupOfColumn[column]].siblings = []
        emptied.groups[table.groupOfColumn[column]].additions = []
      }
      rows.append(emptied)
      report.rows[table.name, default: 0] += 1
    }
    guard !rows.isEmpty else { return }
    var batch = MergeBatch(head: try store.head())
    batch.rows = rows.sorted { $0.key < $1.key }
    try store.commit(batch)
  }

  // MARK: The history and what was answered

  private mutating func rewriteHistory() throws {
    var position: Position = 1
    while case let page = try store.history(from: position, limit: Self.pageEntries), let last = page.last {
      var rewritten = [HistoryEntry]()
      for entry in page {
        if let bytes = try emptied(entry.changeSet, "at position \(entry.position)") {
          var other = entry
          other.changeSet = bytes
          rewritten.append(other)
          events.append(
            AuditEvent(
              kind: .rewritten, device: entry.dot.device, rep: entry.rep, sequence: entry.dot.sequence,
              position: entry.position, payload: Array(SHA256.hash(data: bytes))))
        }
      }
      if !rewritten.isEmpty { try store.rewrite(history: rewritten) }
      report.changeSets += rewritten.count
      position = last.position + 1
    }
  }

  /// The change set without what is personal of the family; nil when there is nothing.
  private mutating func emptied(_ bytes: [UInt8], _ place: String) throws -> [UInt8]? {
    var changeSet: ChangeSet
    do {
      changeSet = try ChangeSetCodec.decode(bytes)
    } catch {
      throw OfficeFault("Nothing was erased: the change set \(place) cannot be read.")
    }
    var isChanged = false
    for index in changeSet.changes.indices where family.contains(changeSet.changes[index]) {
      guard let change = cells.emptied(changeSet.changes[index]) else { continue }
      note(cells.texts(in: changeSet.changes[index]))
      changeSet.changes[index] = change
      isChanged = true
    }
    return isChanged ? ChangeSetCodec.encode(changeSet) : nil
  }

  /// What is kept for a review, decided or not, holds as much as the history.
  private mutating func rewriteKeptWork() throws {
    for var work in try KeptWork.all(in: store) {
      guard let bytes = try emptied([UInt8](work.changeSet), "\(work.dot) that is kept for a review") else { continue }
      work.changeSet = Data(bytes)
      try work.save(in: store)
      report.changeSets += 1
    }
  }

  private mutating func rewriteResults() throws {
    for device in try store.devices() where device.lastSequence > 0 {
      let stored = try store.results(of: device.number, sequences: 1...device.lastSequence)
      let rewritten = stored.compactMap(withoutTexts)
      if !rewritten.isEmpty { try store.rewrite(results: rewritten) }
      report.results += rewritten.count
    }
  }

  private func withoutTexts(_ stored: StoredResult) -> StoredResult? {
    var other = stored
    other.result.remarks = stored.result.remarks.map { holdsText($0) ? cells.plan.placeholder : $0 }
    if var rejection = stored.result.rejection, holdsText(rejection.message) {
      rejection.message = cells.plan.placeholder
      other.result.status = .rejected(rejection)
    }
    return other == stored ? nil : other
  }

  /// What became of documents of another system may quote them.
  private func forgetProperties() throws {
    for property in try store.properties(withPrefix: "erp.document.")
    where holdsText(String(decoding: property.value, as: UTF8.self)) || holdsText(property.key) {
      try store.forgetProperties(withPrefix: property.key, before: .max)
    }
  }

  private func holdsText(_ text: String) -> Bool { texts.contains { text.contains($0) } }
}
