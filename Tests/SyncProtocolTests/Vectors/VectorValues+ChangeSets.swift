import ChangeModel

/// The values of the golden files, by name.
enum VectorValues {
  static let time: Int64 = 1_760_000_000_000
  static let customer = RowID(high: 0x0199_C82C_C000_7000, low: 0x8123_4567_89AB_CDEF)
  static let foreign = RowID(high: 0x5F3A_11D0_9C2E_4B77, low: 0xA1B2_C3D4_E5F6_0718)

  /// IDs that one generator draws one after the other.
  static func ids(_ count: Int, from start: Int64 = time) -> [RowID] {
    var generator = RowIDGenerator(origin: 0x0123_4567_89AB_CDEF)
    return (0..<count).map { generator.next(now: start + Int64($0 / 4)) }
  }

  static func set(_ column: Int, _ value: Value) -> CellChange { CellChange(column: column, edit: .set(value)) }

  static func changeSet(_ changes: [RowChange], union: Bool = false, others: [Dot] = []) -> ChangeSet {
    ChangeSet(
      dot: Dot(device: 12, sequence: 345), stamp: Stamp(milliseconds: time + 8, counter: 1),
      context: Context(base: 67_890, others: others), isUnion: union, changes: changes)
  }

  static func update(_ row: Int64, _ cells: [CellChange], table: Int = 3, lag: Int64 = 0) -> RowChange {
    RowChange(table: table, row: .number(row), kind: .update, lag: lag, cells: cells)
  }

  /// One column of many rows.
  static func column(_ edits: [Edit]) -> ChangeSet {
    changeSet(edits.enumerated().map { update(Int64($0.offset) + 1, [CellChange(column: 4, edit: $0.element)]) })
  }

  static func column(values: [Value]) -> ChangeSet { column(values.map { .set($0) }) }

  static let changeSets: [(name: String, about: String, value: ChangeSet)] = [
    ("empty", "A change set without changes.", changeSet([])),
    ("one-integer", "One integer of one row.", changeSet([update(4_711, [set(7, .integer(-125_000))])])),
    ("order-with-lines", "A new order with three lines, named by IDs of a generator.", order),
    ("union-in-order", "Two orders whose lines stand between them: the changes are not in order of groups.", twoOrders),
    ("deletes", "Deletes by number and by ID.", deletes),
    (
      "lagging", "Two edits of a row that were made on different states.",
      changeSet([update(9, [set(1, .text("a"))], lag: 12), update(9, [set(2, .text("b"))])])
    ),
    (
      "context-with-others", "A context that has more of two devices than its base.",
      changeSet([update(1, [set(0, .null)])], others: [Dot(device: 3, sequence: 9), Dot(device: 40, sequence: 2)])
    ),
    ("masks", "Rows of which different columns changed.", masks),
    ("counter", "Differences of a counter.", column([.add(1), .add(-3), .add(250)])),
    (
      "set", "Elements added to a set and removed from it.",
      column([.elements(added: ["key", "vip"], removed: []), .elements(added: [], removed: ["new"])])
    ),
    ("text", "Texts edited: in the middle, from NULL, to NULL, and inside a character.", texts),
    (
      "mixed-edits", "Edits of different kinds in one column.",
      column([.set(.integer(5)), .add(2), .elements(added: ["x"], removed: ["y"]), .text(base: "a", new: "b")])
    ),
    ("integers-delta", "Times, a second apart.", column(values: (0..<6).map { .integer(time + $0 * 1_000) })),
    ("integers-plain", "A few integers.", column(values: [.integer(3), .integer(-70), .integer(5)])),
    (
      "integers-planes", "Amounts: three bytes each.",
      column(values: (0..<12).map { .integer(($0 * 7_919_113) % 5_500_000 - 500_000) })
    ),
    (
      "integers-dictionary", "Few different large integers.",
      column(values: (0..<12).map { .integer([9_000_000_000_000, 3, -8_888_888_888][$0 * $0 % 3]) })
    ),
    (
      "texts-dictionary", "Few different texts.",
      column(values: (0..<12).map { .text(["draft", "submitted", "confirmed"][$0 * $0 % 3]) })
    ),
    ("texts-plain", "Texts, one of them not ASCII.", column(values: [.text("Zoë"), .text(""), .text("你好")])),
    ("nulls", "A column with NULLs.", column(values: [.null, .text("x"), .null, .null, .text("y"), .null])),
    ("reals", "Decimals, and numbers that are none.", reals),
    ("references", "References by number, by ID, and by both.", references),
    ("blobs", "Blobs, and blobs that are IDs.", blobs),
  ]
}
