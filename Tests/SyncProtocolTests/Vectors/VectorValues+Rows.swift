import ChangeModel

extension VectorValues {
  static func insert(_ table: Int, _ id: RowID, _ values: [Value]) -> RowChange {
    RowChange(
      table: table, row: .id(id), kind: .insert, cells: values.enumerated().map { set($0.offset, $0.element) })
  }

  static func order(_ ids: [RowID], number: String) -> [RowChange] {
    let head = insert(
      5, ids[0],
      [
        .reference(RowReference(row: 4_711)), .reference(RowReference(row: 8)), .text(number), .text("submitted"),
        .text("EUR"), .integer(time + 5), .null,
      ])
    let lines = (1..<ids.count).map { place in
      insert(
        6, ids[place],
        [
          .reference(RowReference(id: ids[0])), .reference(RowReference(row: Int64(place) * 40)),
          .text("SKU-00010\(place)"), .integer(Int64(place) * 6), .integer(1_250 + Int64(place)), .integer(0),
        ])
    }
    return [head] + lines
  }

  static let order = changeSet(order(ids(4), number: "R8-1042"))

  static let twoOrders = changeSet(
    order(ids(4), number: "R8-1042") + order(ids(3, from: time + 4), number: "R8-1043"), union: true)

  static let deletes = changeSet([
    RowChange(table: 2, row: .number(17), kind: .delete),
    RowChange(table: 2, row: .number(18), kind: .delete),
    RowChange(table: 2, row: .number(40), kind: .delete),
    RowChange(table: 6, row: .id(foreign), kind: .delete),
  ])

  static let masks = changeSet(
    [
      update(2, [set(0, .text("Ana Lopez Deli")), set(9, .integer(time))]),
      update(3, [set(9, .integer(time + 60_000))]),
      update(5, [set(0, .text("Li Smith Kiosk")), set(9, .integer(time + 120_000))]),
      update(8, [set(61, .integer(1))]),
    ], union: true)

  static let texts = column([
    .text(base: "call before noon", new: "call before 11"),
    .text(base: nil, new: "first note"),
    .text(base: "gone", new: nil),
    .text(base: "caf\u{E9}", new: "caf\u{E8}"),
    .text(base: "", new: ""),
  ])

  static let reals = changeSet([
    update(1, [set(0, .real(52.520_008)), set(1, .real(0.1 + 0.2))]),
    update(2, [set(0, .real(-13.404_954)), set(1, .real(-0.0))]),
    update(3, [set(0, .real(12.5)), set(1, .real(1e300))]),
  ])

  static let references = column(values: [
    .reference(RowReference(row: 4_711)), .reference(RowReference(id: customer)),
    .reference(RowReference(row: 12, id: foreign)), .reference(RowReference(row: 4_712)),
  ])

  static let blobs = changeSet([
    update(1, [set(0, .blob([1, 2, 3])), set(1, .blob(customer.bytes))]),
    update(2, [set(0, .blob([])), set(1, .blob(ids(1)[0].bytes))]),
  ])

  static let deltas: [(name: String, about: String, value: Delta)] = [
    ("empty", "Nothing changed.", Delta()),
    (
      "gone", "Rows that the replica must not hold, by number and by ID.",
      Delta(tables: [TableDelta(table: 3, gone: [.number(5), .number(6), .number(90), .id(foreign)])])
    ),
    ("full", "Rows in full.", Delta(tables: [TableDelta(table: 3, full: fullRows)])),
    ("cells", "Some columns of rows.", Delta(tables: [TableDelta(table: 3, cells: cells)])),
    (
      "everything", "Two tables, with all three lists.",
      Delta(tables: [
        TableDelta(table: 3, gone: [.number(1)], full: fullRows, cells: cells),
        TableDelta(table: 5, full: [FullRow(row: 1, id: foreign, values: [])]),
      ])
    ),
  ]

  private static let fullRows = ids(3).enumerated().map { place, id in
    FullRow(
      row: Int64(place) * 2 + 10, id: id,
      values: [
        .text("Customer \(place)"), .reference(RowReference(row: 2)), .integer(Int64(place) * 50_000),
        place == 1 ? .null : .text("A"), .real(Double(place) / 2),
      ])
  }

  private static let cells = [
    RowCells(row: 2, mask: 0b1, values: [.text("Ana Lopez Deli")]),
    RowCells(row: 3, mask: 0b1_0100, values: [.integer(100_000), .reference(RowReference(id: customer))]),
    RowCells(row: 7, mask: 0b1, values: [.text("Li Smith Kiosk")]),
  ]
}
