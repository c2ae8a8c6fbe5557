import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol

/// Answers questions about the audit log from one snapshot.
struct AuditReader {
  static let linesMax = 10_000
  private static let pageEntries = 1_000

  let schema: Schema
  let store: any HubReading

  func report(_ query: AuditQuery) throws -> AuditReport {
    if let kind = query.kind, !AuditKind.all.contains(AuditKind(rawValue: kind)) {
      let kinds = AuditKind.all.map(\.rawValue).joined(separator: ", ")
      throw OfficeFault("The audit log has no kind \"\(kind)\". Kinds are \(kinds).")
    }
    let rep = try query.rep.map { try OfficeDirectory(schema: schema, store: store).rep($0).row }
    let family = try query.subject.map { try SubjectFamily($0, schema: schema, store: store) }
    let limit = min(max(1, query.limit), Self.linesMax)
    var kept = [AuditEntry]()
    try forEachEntry(from: query.number ?? 1) { entry in
      if let number = query.number, entry.number != number { return }
      if let since = query.since, entry.at < since { return }
      if let kind = query.kind, entry.kind.rawValue != kind { return }
      if let device = query.device, entry.device != device { return }
      if let rep, entry.rep != rep { return }
      if let family, try !tells(entry, of: family) { return }
      kept.append(entry)
      if kept.count >= 2 * limit { kept.removeFirst(kept.count - limit) }
    }
    let names = Dictionary(
      try OfficeDirectory(schema: schema, store: store).reps().map { ($0.row, $0.name) }
    ) { first, _ in first }
    return AuditReport(
      entries: try kept.suffix(limit).map { try line($0, names, query.telling) },
      head: try store.lastAudit().map { AuditHead(number: $0.number, hash: $0.hash.hexadecimal) },
      holders: try family.map { try holders(of: $0) })
  }

  private func forEachEntry(from first: Int64, _ body: (AuditEntry) throws -> Void) throws {
    var number = first
    while case let page = try store.audit(from: number, limit: Self.pageEntries), let last = page.last {
      for entry in page { try body(entry) }
      number = last.number + 1
    }
  }

  private func tells(_ entry: AuditEntry, of family: SubjectFamily) throws -> Bool {
    if let subject = entry.subject { return family.ids.contains(subject) }
    guard entry.kind == .accepted, let changeSet = try changeSet(at: entry.position) else { return false }
    return changeSet.changes.contains(where: family.contains)
  }

  private func line(
    _ entry: AuditEntry, _ names: [Int64: String], _ telling: [String: String]
  ) throws -> AuditLine {
    let changes = entry.kind == .accepted ? try changeSet(at: entry.position)?.changes ?? [] : []
    return AuditLine(
      number: entry.number, at: entry.at, kind: entry.kind.rawValue, device: entry.device,
      rep: entry.rep == 0 ? (entry.device > officeDevice ? "" : "office") : names[entry.rep] ?? "row \(entry.rep)",
      sequence: entry.sequence, position: entry.position,
      rows: rows(of: changes), subject: entry.subject?.description,
      detail: ([entry.detail] + words(in: changes, telling)).filter { !$0.isEmpty }.joined(separator: "; "),
      hash: entry.hash.hexadecimal)
  }

  /// Why a change was made, as far as its maker said so.
  private func words(in changes: [RowChange], _ telling: [String: String]) -> [String] {
    changes.compactMap { change in
      guard change.kind == .insert, schema.tables.indices.contains(change.table),
        let name = telling[schema.tables[change.table].name], let column = schema.tables[change.table].column(name),
        let cell = change.cells.first(where: { $0.column == column }), case .set(.text(let text)) = cell.edit
      else { return nil }
      return text
    }
  }

  private func rows(of changes: [RowChange]) -> [String] {
    var counts = [Int: Int]()
    for change in changes { counts[change.table, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { table, count in
      "\(schema.tables.indices.contains(table) ? schema.tables[table].name : "table \(table)") \(count)"
    }
  }

  private func changeSet(at position: Position) throws -> ChangeSet? {
    guard let entry = try store.history(from: position, limit: 1).first, entry.position == position else { return nil }
    return try? ChangeSetCodec.decode(entry.changeSet)
  }

  /// The devices that can see a row, unless they were shut out.
  func holders(of subject: SubjectRef) throws -> [DeviceEntry] {
    try holders(of: try SubjectFamily(subject, schema: schema, store: store))
  }

  private func holders(of family: SubjectFamily) throws -> [DeviceEntry] {
    let present = try store.devices().filter { $0.number != officeDevice && $0.revokedAt == nil }
    let readers = try present.filter { device in
      guard let user = try store.user(device.rep) else { return false }
      return try Membership.scopes(of: user, schema: schema, in: store).contains(family.scope)
    }
    let numbers = Set(readers.map(\.number))
    return try OfficeView(schema: schema, store: store).deviceEntries().filter { numbers.contains($0.device) }
  }
}
