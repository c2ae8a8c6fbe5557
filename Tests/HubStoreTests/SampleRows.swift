import ChangeModel
import MergeEngine
import TestSupport

/// Rows with every kind of value and metadata, from a seed.
struct SampleRows {
  var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  /// A row as an insert at this position leaves it.
  mutating func inserted(
    _ key: RowKey, scope: Scope = .territory(1), parent: RowKey? = nil, at position: Position
  ) -> RowState {
    let table = TrialSchema.schema.tables[key.table]
    let write = write(at: position)
    return RowState(
      key: key, id: RowID(high: 0x0190_0000_0000_7000 | UInt64(key.table), low: UInt64(key.row)), scope: scope,
      parent: parent, entered: position, changed: position, created: write,
      values: table.columns.map { value(of: $0, in: key, at: position) },
      groups: table.groups.map { _ in GroupState(changed: position, winner: write) })
  }

  /// The row after somebody wrote one of its groups, concurrently with others or not.
  mutating func updated(_ row: RowState, at position: Position) -> RowState {
    var row = row
    let table = TrialSchema.schema.tables[row.key.table]
    let groups = table.groups
    let index = Int.random(in: groups.indices, using: &random)
    for column in groups[index].columns {
      row.values[column] = value(of: table.columns[column], in: row.key, at: position)
    }
    row.groups[index] = GroupState(
      changed: Bool.random(using: &random) ? position : max(1, position - 1), winner: write(at: position))
    if Bool.random(using: &random) {
      row.groups[index].siblings = (0..<2).map { _ in
        Sibling(write: write(at: position), values: groups[index].columns.map { _ in value() })
      }
    }
    if groups[index].policy == .set {
      row.groups[index].additions = ["blue", "größe", "red"].map { SetAddition(element: $0, write: row.created) }
    }
    row.changed = position
    return row
  }

  mutating func write(at position: Position) -> Write {
    Write(
      dot: Dot(device: .random(in: 1...9, using: &random), sequence: .random(in: 1...99_999, using: &random)),
      position: position,
      stamp: Stamp(milliseconds: 1_790_000_000_000 + position, counter: .random(in: 0...3, using: &random)))
  }

  private mutating func value(of column: ColumnSchema, in key: RowKey, at position: Position) -> Value {
    let value = value()
    if !column.unique { return value }
    return value.isNull ? value : .text("\(key.row) since \(position)")
  }

  mutating func value() -> Value {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: .null
    case 1: .integer(.random(in: .min ... .max, using: &random))
    case 2: .integer(.random(in: -100...100, using: &random))
    case 3: .real([-0.0, .infinity, 1.5, .leastNonzeroMagnitude].randomElement(using: &random) ?? 0)
    case 4: .blob((0..<Int.random(in: 0..<40, using: &random)).map { UInt8($0) })
    case 5: .text("")
    case 6: .reference(RowReference(row: .random(in: 1...9, using: &random), id: .trial(7)))
    case 7: .reference(RowReference(id: .trial(8)))
    default: .text(String(repeating: "wörd ", count: .random(in: 1...6, using: &random)))
    }
  }
}
