import ChangeModel

/// Makes change sets as a replica would, with a clock and a version vector set by the test.
public struct TrialDevice {
  public let number: DeviceNumber
  public var actor: Actor
  public private(set) var sequence: Sequence = 0
  public var time: Int64
  /// What the device has seen: a prefix of the log, and other devices' change sets.
  public var base: Position = 0
  public var seen: [DeviceNumber: Sequence] = [:]

  public init(_ number: DeviceNumber, role: Role = .rep, scopes: [Scope] = [.org, .territory(1)], time: Int64 = 1_000) {
    self.number = number
    self.time = time
    actor = Actor(device: number, rep: number, role: role, scopes: scopes)
  }

  public mutating func changeSet(_ changes: [RowChange], isUnion: Bool = false) -> ChangeSet {
    sequence += 1
    time += 1
    return ChangeSet(
      dot: Dot(device: number, sequence: sequence), stamp: Stamp(milliseconds: time),
      context: Context(base: base, others: seen.map { Dot(device: $0.key, sequence: $0.value) }), isUnion: isUnion,
      changes: changes)
  }
}

extension RowID {
  /// An ID that is easy to read in a failing test.
  public static func trial(_ number: UInt64) -> RowID { RowID(high: 0x7000, low: number) }
}

/// Row changes in the words of the trial schema.
public enum Trial {
  /// A new item in a territory; what is not named holds its fallback.
  public static func insertItem(_ id: RowID, territory: Int64 = 1, _ edits: [String: Edit] = [:]) -> RowChange {
    var edits = edits
    edits["territory_id"] = edits["territory_id"] ?? .set(.reference(RowReference(row: territory)))
    return insert(TrialSchema.items, id, edits)
  }

  public static func insert(_ table: Int, _ id: RowID, _ edits: [String: Edit]) -> RowChange {
    let columns = TrialSchema.schema.tables[table].columns
    return RowChange(
      table: table, row: .id(id), kind: .insert,
      cells: columns.enumerated().map { CellChange(column: $0, edit: edits[$1.name] ?? .set($1.fallback)) })
  }

  /// An update of some columns; columns of the address group must come together.
  public static func update(_ id: RowID, table: Int = TrialSchema.items, lag: Int64 = 0, _ edits: [String: Edit])
    -> RowChange
  {
    let columns = TrialSchema.schema.tables[table].columns
    let cells = columns.enumerated().compactMap { index, column in
      edits[column.name].map { CellChange(column: index, edit: $0) }
    }
    return RowChange(table: table, row: .id(id), kind: .update, lag: lag, cells: cells)
  }

  public static func delete(_ id: RowID, table: Int = TrialSchema.items) -> RowChange {
    RowChange(table: table, row: .id(id), kind: .delete)
  }

  /// A hub with two territories and three reps, made by the office.
  public static func hub(_ schema: Schema = TrialSchema.schema) -> TrialHub {
    var hub = TrialHub(schema: schema)
    var office = TrialDevice(1, role: .office, time: 1)
    hub.submit(
      office.changeSet(
        [("North", 1), ("South", 2)].map { insert(TrialSchema.territories, .trial($1), ["name": .set(.text($0))]) }
          + [("Ann", 1), ("Ben", 2), ("Cem", 3)].map {
            insert(TrialSchema.reps, .trial($1), ["name": .set(.text($0))])
          }), actor: office.actor)
    return hub
  }
}

extension TrialHub {
  /// The value of a column of an item.
  public func item(_ id: RowID, _ column: String) -> Value? {
    row(TrialSchema.items, id).map { $0.values[TrialSchema.item(column)] }
  }

  /// The recorded conflicts as `rule: columns kept lost`, in order.
  public var conflictLines: [String] {
    living(TrialSchema.conflicts).map { row in
      let table = schema.tables[TrialSchema.conflicts]
      func text(_ name: String) -> String { row.values[table.column(name) ?? 0].text ?? "" }
      return "\(text(ConflictColumns.rule)): \(text(ConflictColumns.kept)) over \(text(ConflictColumns.lost))"
    }
  }
}
