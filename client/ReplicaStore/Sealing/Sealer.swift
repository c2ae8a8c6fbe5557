import ChangeModel
import GRDB
import MergeEngine
import SyncProtocol

/// Turns what was captured into change sets in the outbox, inside the caller's transaction.
struct Sealer {
  /// A change set must fit one request by itself.
  static let bytesMax = min(Limits.changeSetBytesMax, Limits.requestChangeSetBytesMax)

  let db: Database
  let schema: Schema
  let isUnion: Bool
  let now: Int64
  private(set) var meta: Meta
  private let statements: Statements
  private let log: CaptureLog
  private let rowSealing: RowSealing
  private var count = 0

  init(_ db: Database, schema: Schema, meta: Meta, isUnion: Bool, now: Int64) throws {
    self.db = db
    self.schema = schema
    self.meta = meta
    self.isUnion = isUnion
    self.now = now
    statements = Statements(db)
    log = CaptureLog(schema: schema, statements: statements)
    let pending = PendingRows(statements: statements)
    rowSealing = RowSealing(
      schema: schema, reader: RowReader(schema: schema, statements: statements), log: log,
      pending: try pending.isEmpty() ? nil : pending, position: meta.position, wantsRoots: isUnion)
  }

  /// Seals all that is captured. The caller saves `meta`.
  /// - Parameter isUnion: whether several transactions may be in it; only then it may become several change sets.
  /// - Returns: how many change sets were made.
  static func seal(
    _ db: Database, schema: Schema, meta: inout Meta, isUnion: Bool, now: Int64
  ) throws -> Int {
    if try CaptureLog.isEmpty(db) { return 0 }
    var sealer = try Sealer(db, schema: schema, meta: meta, isUnion: isUnion, now: now)
    try sealer.run()
    meta = sealer.meta
    return sealer.count
  }

  private mutating func run() throws {
    let plan = try log.plan()
    if !plan.putBacks.isEmpty { try putBack(plan.putBacks) }
    if plan.rows.count > Limits.changeSetRowsMax {
      guard isUnion else { throw ReplicaError.transactionTooLarge(rows: plan.rows.count, bytes: 0) }
      for piece in try UnionCut(schema: schema, statements: statements).pieces(plan.rows) { try seal(piece) }
    } else {
      try seal(plan.rows)
    }
    try log.clear()
  }

  private func putBack(_ putBacks: [SealPlan.PutBack]) throws {
    try Gate.shut(db) {
      for move in putBacks {
        let name = SQLText.name(schema.tables[move.table].name)
        let statement = try statements("UPDATE \(name) SET godwit_row = ? WHERE godwit_row = ?")
        statement.bind(move.to, at: 1)
        statement.bind(move.from, at: 2)
        try statement.run()
      }
    }
  }

  /// Makes one change set of the rows, or several if it would be too large.
  private mutating func seal(_ planned: [PlannedRow]) throws {
    let rows = try planned.compactMap(rowSealing.seal)
    try correct(rows)
    let changes = rows.flatMap(\.changes)
    if changes.isEmpty { return }
    try check(rows)
    var changeSet = ChangeSet(
      dot: Dot(device: meta.identity.device, sequence: meta.sequence + 1), stamp: meta.clock.last,
      context: Context(base: meta.position), isUnion: isUnion, changes: changes)
    var clock = meta.clock
    changeSet.stamp = clock.tick(now: now)
    let bytes = ChangeSetCodec.encode(changeSet)
    let cellCount = changes.reduce(0) { $0 + $1.cells.count }
    if bytes.count > Self.bytesMax || cellCount > Limits.changeSetCellsMax {
      guard isUnion, planned.count > 1 else {
        throw ReplicaError.transactionTooLarge(rows: planned.count, bytes: bytes.count)
      }
      let cut = UnionCut(schema: schema, statements: statements)
      for piece in try cut.pieces(planned, rowsMax: (planned.count + 1) / 2) { try seal(piece) }
      return
    }
    meta.clock = clock
    meta.sequence += 1
    count += 1
    try store(bytes, rows)
  }

  private func store(_ bytes: [UInt8], _ rows: [SealedRow]) throws {
    try Outbox(statements: statements).add(
      OutboxEntry(
        sequence: meta.sequence, changeSet: bytes, parts: isUnion ? PartList.encode(parts(rows)) : nil,
        sealedAt: now))
    let pending = PendingRows(statements: statements)
    for row in rows {
      for change in row.changes where change.kind != .insert {
        let mask = change.kind == .delete ? LogMask.deleted : Int64(change.mask)
        let part = PendingPart(sequence: meta.sequence, mask: mask, seen: meta.position - change.lag)
        var id = row.deletedID
        if case .id(let known) = change.row { id = known }
        try pending.add(row.key, part, id: id)
      }
    }
  }

  /// For each change the number of its part; the parts are numbered in the order in which they would go one by one.
  private func parts(_ rows: [SealedRow]) -> [Int] {
    var deletesOnly: [RowKey: Bool] = [:]
    for row in rows {
      let deletes = row.changes.allSatisfy { $0.kind == .delete }
      deletesOnly[row.root] = (deletesOnly[row.root] ?? true) && deletes
    }
    let order = AggregateOrder(schema: schema)
    let roots = deletesOnly.map { (root: $0.key, deletes: $0.value) }.sorted(by: order.precedes).map(\.root)
    let numbers = Dictionary(uniqueKeysWithValues: zip(roots, roots.indices))
    return rows.flatMap { row in row.changes.map { _ in numbers[row.root] ?? 0 } }
  }

  private func correct(_ rows: [SealedRow]) throws {
    guard rows.contains(where: { !$0.corrections.isEmpty }) else { return }
    try Gate.shut(db) {
      for row in rows {
        for (column, value) in row.corrections {
          let table = schema.tables[row.key.table]
          let name = SQLText.name(table.columns[column].name)
          let statement = try statements("UPDATE \(SQLText.name(table.name)) SET \(name) = ? WHERE godwit_row = ?")
          statement.bind(value, at: 1)
          statement.bind(row.key.row, at: 2)
          try statement.run()
        }
      }
    }
  }

  /// The tables refuse long texts, but count characters up to the first NUL; this is what is left.
  private func check(_ rows: [SealedRow]) throws {
    for row in rows {
      for cell in row.changes.flatMap(\.cells) where cell.edit.byteCount > Limits.valueBytesMax {
        let table = schema.tables[row.key.table]
        let read = try rowSealing.reader.read(row.key, mask: 0, wantsRoot: false)
        throw ReplicaError.valueTooLarge(
          table: table.name, column: table.columns[cell.column].name, row: read?.id ?? RowID(high: 0, low: 0))
      }
    }
  }
}

extension Edit {
  /// The bytes of its largest text or blob.
  fileprivate var byteCount: Int {
    switch self {
    case .set(.text(let text)): text.utf8.count
    case .set(.blob(let bytes)): bytes.count
    case .set, .add: 0
    case .elements(let added, let removed): (added + removed).map(\.utf8.count).max() ?? 0
    case .text(let base, let new): max(base?.utf8.count ?? 0, new?.utf8.count ?? 0)
    }
  }
}
