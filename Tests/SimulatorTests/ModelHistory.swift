import ChangeModel
import MergeEngine
import Simulator
import TestSupport

/// A generated history in the trial schema: devices that write offline and sync now and then, some in part. Every
/// accepted change set goes through the engine and through the reference model.
struct ModelHistory {
  private struct Device {
    var maker: TrialDevice
    /// The rows that the device holds, as of its last pull.
    var held: [RowState] = []
    /// Its own new rows, which it names by ID.
    var own: [TableID] = []
    var outbox: [ChangeSet] = []
    /// For each row with an edit in the outbox, the base of the first such edit: newer values are hidden under it.
    var bases: [TableID: Position] = [:]
    /// For each row the base with which it was last written: a later write has seen no less.
    var written: [TableID: Position] = [:]
  }

  private var random: SplitMix64
  private(set) var hub: TrialHub
  private(set) var model: ReferenceModel
  private var devices: [Device] = []
  private var serial: UInt64 = 100
  private var followed = 0

  init(seed: UInt64, devices count: Int) {
    random = SplitMix64(seed: seed)
    hub = Trial.hub()
    hub.rules = CheckedTerms()
    model = ReferenceModel(schema: TrialSchema.schema, rules: CheckedTerms())
    let both: [Scope] = [.org, .territory(1), .territory(2)]
    let actors: [(Role, [Scope])] = [
      (.rep, [.org, .territory(1)]), (.manager, both), (.office, both), (.rep, both), (.office, both),
    ]
    for (index, (role, scopes)) in actors.prefix(count).enumerated() {
      let time = Int64(number(0..<6))
      devices.append(Device(maker: TrialDevice(DeviceNumber(index + 2), role: role, scopes: scopes, time: time)))
    }
    var office = TrialDevice(9, role: .office, time: 2)
    hub.submit(office.changeSet([98, 99].map { Trial.insertItem(.trial($0)) }), actor: office.actor)
    follow()
    for index in devices.indices { pull(index) }
  }

  mutating func step() {
    let index = number(0..<devices.count)
    if number(0..<3) == 0 { return sync(index) }
    let edits = (0..<number(1..<3)).compactMap { _ in change(by: index) }
    if edits.isEmpty || Set(edits.map(identity)).count < edits.count { return }
    devices[index].outbox.append(devices[index].maker.changeSet(edits))
    for edit in edits {
      let row = identity(of: edit)
      devices[index].written[row] = devices[index].maker.base - edit.lag
      if devices[index].bases[row] == nil { devices[index].bases[row] = devices[index].maker.base }
    }
  }

  /// Hands in the outbox, or all but its last change set, and pulls.
  private mutating func sync(_ index: Int) {
    let kept = min(devices[index].outbox.count, number(0..<3) == 0 ? 1 : 0)
    let pushed = devices[index].outbox.dropLast(kept)
    devices[index].outbox.removeFirst(pushed.count)
    let actor = devices[index].maker.actor
    let submissions = pushed.map { Submission(changeSet: $0, actor: actor) }
    hub.submit(submissions)
    follow()
    pull(index)
  }

  mutating func settle() {
    for _ in 0..<3 { for index in devices.indices { sync(index) } }
  }

  private mutating func pull(_ index: Int) {
    let actor = devices[index].maker.actor
    devices[index].maker.base = hub.head
    devices[index].held = hub.rows.values.filter { !$0.isDeleted && actor.mayUse($0.scope) }
      .sorted { $0.key < $1.key }
    let waiting = Set(devices[index].outbox.flatMap(\.changes).map(identity))
    devices[index].bases = devices[index].bases.filter { waiting.contains($0.key) }
    devices[index].own = devices[index].own.filter(waiting.contains)
  }

  private mutating func follow() {
    for (submission, stamp) in hub.accepted.dropFirst(followed) {
      followed += 1
      model.accept(
        LogEntry(
          position: Position(followed), changeSet: submission.changeSet, stamp: stamp, actor: submission.actor,
          mergedAt: 1_000_000))
    }
  }

  /// How the engine's rows differ from the model's.
  var differences: [String] {
    model.faults
      + TrialSchema.schema.tables.indices.flatMap { table in
        let living = hub.living(table).map { row in
          (row.key.row, ReferenceModel.LivingRow(id: row.id, values: row.values, scope: row.scope))
        }
        return model.differences(table: table, from: Dictionary(uniqueKeysWithValues: living))
      }
  }

  /// The log, for a history that fails.
  var logLines: [String] {
    hub.accepted.enumerated().map { index, entry in
      let set = entry.submission.changeSet
      let changes = set.changes.map { change in
        "\(change.kind) \(change.table) \(change.row) lag \(change.lag) \(change.cells.map { ($0.column, $0.edit) })"
      }.joined(separator: "; ")
      return "\(index + 1): \(set.dot) base \(set.context.base) at \(entry.stamp) \(changes)"
    }
  }

  // MARK: Edits

  private mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

  private func identity(of change: RowChange) -> TableID {
    switch change.row {
    case .id(let id): TableID(table: change.table, id: id)
    case .number(let row):
      TableID(table: change.table, id: hub.rows[RowKey(table: change.table, row: row)]?.id ?? .trial(0))
    }
  }

  private mutating func change(by index: Int) -> RowChange? {
    switch number(0..<20) {
    case 0, 1: return insertItem(by: index)
    case 2, 3, 4: return insertChild(by: index)
    case 5, 6: return name(by: index).map { RowChange(table: $0.table, row: $0.row, kind: .delete, lag: $0.lag) }
    default: return update(by: index)
    }
  }

  private mutating func insertItem(by index: Int) -> RowChange {
    // Now and then two devices make the same row.
    serial += 1
    let isShared = number(0..<4) == 0 && devices[index].maker.actor.role != .office
    let id = RowID.trial(isShared ? 100 : serial)
    devices[index].own.append(TableID(table: TrialSchema.items, id: id))
    var edits = edits(of: TrialSchema.items).filter { $0.key != "territory_id" && $0.key != "credit" }
    if case .add = edits["hits"] { edits["hits"] = .set(.integer(3)) }
    if case .elements(let added, _) = edits["tags"] { edits["tags"] = .set(.text(SetText.write(added))) }
    if case .text(_, let new) = edits["notes"] { edits["notes"] = .set(new.map(Value.text) ?? .null) }
    return Trial.insertItem(id, territory: Int64(number(1..<3)), edits)
  }

  private mutating func insertChild(by index: Int) -> RowChange? {
    guard let item = name(by: index, in: TrialSchema.items) else { return nil }
    serial += 1
    let table = [TrialSchema.parts, TrialSchema.parts, TrialSchema.bills, TrialSchema.pins][number(0..<4)]
    devices[index].own.append(TableID(table: table, id: .trial(serial)))
    return Trial.insert(table, .trial(serial), ["item_id": .set(.reference(reference(item.row)))])
  }

  private mutating func update(by index: Int) -> RowChange? {
    guard let (table, row, lag) = name(by: index) else { return nil }
    var edits = edits(of: table)
    if table != TrialSchema.items, number(0..<4) == 0, let item = name(by: index, in: TrialSchema.items) {
      edits["item_id"] = .set(.reference(reference(item.row)))
    }
    if devices[index].maker.actor.role != .office { edits["credit"] = nil }
    if edits.isEmpty { return nil }
    var change = Trial.update(.trial(0), table: table, lag: lag, edits)
    change.row = row
    return change
  }

  private func reference(_ name: RowName) -> RowReference {
    switch name {
    case .number(let row): RowReference(row: row)
    case .id(let id): RowReference(id: id)
    }
  }

  /// A row that the device holds, as it would name it, with how much older than its base its view of the row is.
  private mutating func name(by index: Int, in table: Int? = nil) -> (table: Int, row: RowName, lag: Int64)? {
    let held = devices[index].held.filter { $0.key.table >= TrialSchema.items && table ?? $0.key.table == $0.key.table }
    let own = devices[index].own.filter { table ?? $0.table == $0.table }
    if held.isEmpty && own.isEmpty { return nil }
    let choice = number(0..<min(held.count, 6) + own.count)
    if choice >= min(held.count, 6) {
      let row = own[choice - min(held.count, 6)]
      return (row.table, .id(row.id), 0)
    }
    let row = held[held.count <= 6 ? choice : number(0..<held.count)]
    let identity = TableID(table: row.key.table, id: row.id)
    let device = devices[index]
    let base = max(device.bases[identity] ?? device.maker.base, device.written[identity] ?? 0)
    return (row.key.table, .number(row.key.row), device.maker.base - base)
  }

  private mutating func edits(of table: Int) -> [String: Edit] {
    let word = ["one", "two", "three", "four"][number(0..<4)]
    switch table {
    case TrialSchema.items: return itemEdit(word)
    case TrialSchema.bills: return ["amount": .set(.integer(Int64(number(0..<4))))]
    case TrialSchema.pins: return ["label": .set(.text(word))]
    case TrialSchema.conflicts: return ["status": .set(.text(word))]
    default: return ["name": .set(.text(word))]
    }
  }

  private mutating func itemEdit(_ word: String) -> [String: Edit] {
    let amount = number(0..<4)
    let value: Value = amount == 0 ? .null : .integer(Int64(amount))
    switch number(0..<15) {
    case 0: return ["name": .set(.text(word))]
    case 1: return ["street": .set(.text(word)), "city": .set(value.isNull ? .null : .text(word))]
    case 2, 13: return ["credit": .set(value)]
    case 3: return ["began_at": .set(value)]
    case 4: return ["highest": .set(value)]
    case 5: return ["lowest": .set(value)]
    case 6: return ["hits": .add(amount == 3 ? .max : Int64(amount) - 2)]
    case 7: return ["tags": .elements(added: [word], removed: [])]
    case 8: return ["tags": .elements(added: [], removed: [word])]
    case 9:
      return ["notes": .text(base: number(0..<2) == 0 ? nil : "one two", new: amount == 0 ? nil : "one \(word) two")]
    case 10: return ["status": .set(.text(["draft", "sent", "cancelled", "done"][amount]))]
    case 11: return ["terms": .set(.text(word)), "code": .set(amount < 2 ? .null : .text(word))]
    default: return ["territory_id": .set(.reference(RowReference(row: Int64(number(1..<3)))))]
    }
  }
}

/// Writes a cell of its own on top of a change set, as the rules of a trade do.
struct CheckedTerms: BusinessRules {
  func needs(of change: RowChange, key: RowKey?, in view: any RuleView) -> RowNeeds { RowNeeds() }

  func judge(_ touched: [TouchedRow], actor: Actor, now: Int64, in view: any RuleView) -> Verdict {
    let terms = TrialSchema.item("terms")
    let highest = TrialSchema.item("highest")
    let checked = touched.filter { $0.key.table == TrialSchema.items && $0.after.values[highest] == .integer(3) }
    return .amend(checked.map { Amendment(key: $0.key, column: terms, value: .text("checked")) }, remarks: [])
  }
}
