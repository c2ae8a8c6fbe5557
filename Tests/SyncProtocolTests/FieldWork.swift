import ChangeModel
import TestSupport

@testable import SyncProtocol

/// Change sets and deltas as a rep's day makes them, drawn from a fixed seed.
enum FieldWork {
  static let time: Int64 = 1_760_000_000_000
  private static let words = """
    customer asked for a discount on the next order and wants delivery before noon shelf space was moved new display \
    installed payment overdue will call back manager absent stock low restock requested return damaged goods late truck
    """.split(separator: " ").map(String.init)

  static func changeSet(_ changes: [RowChange], sequence: Int64 = 345, at stamp: Int64 = time) -> ChangeSet {
    ChangeSet(
      dot: Dot(device: 12, sequence: sequence), stamp: Stamp(milliseconds: stamp), context: Context(base: 67_890),
      isUnion: changes.count > 4, changes: changes)
  }

  /// Updates of one column each, of random ones among 100,000 customers, as one union in the order of rows.
  static func updates(_ count: Int) -> ChangeSet {
    var random = SplitMix64(seed: 1)
    var cells = [Int64: [Int: Value]]()
    for _ in 0..<count {
      let (column, value) = cell(&random)
      cells[Int64.random(in: 1...100_000, using: &random), default: [:]][column] = value
    }
    return changeSet(
      cells.keys.sorted().map { row in
        let own = (cells[row] ?? [:]).sorted { $0.key < $1.key }
        return RowChange(
          table: 0, row: .number(row), kind: .update,
          cells: own.map { CellChange(column: $0.key, edit: .set($0.value)) })
      })
  }

  private static func cell(_ random: inout SplitMix64) -> (Int, Value) {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<4: (6, .integer(Int64.random(in: -500_000...5_000_000, using: &random)))
    case 4..<6: (7, .text(note(3...14, &random)))
    case 6: (5, .integer(Int64.random(in: 1...200, using: &random) * 50_000))
    case 7: (4, .text(["A", "B", "C", "D"][Int.random(in: 0..<4, using: &random)]))
    case 8: (1, .text(phone(&random)))
    default:
      (2, .text("\(Int.random(in: 1...9_999, using: &random)) \(words[Int.random(in: 0..<20, using: &random)]) St"))
    }
  }

  private static func note(_ count: ClosedRange<Int>, _ random: inout SplitMix64) -> String {
    (0..<Int.random(in: count, using: &random)).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
      .joined(separator: " ")
  }

  private static func phone(_ random: inout SplitMix64) -> String {
    "+1-\(Int.random(in: 200...989, using: &random))-\(Int.random(in: 200...999, using: &random))-"
      + "\(Int.random(in: 1_000...9_999, using: &random))"
  }

  /// Orders with three lines each, one after the other: one union.
  static func orders(_ count: Int) -> ChangeSet {
    changeSet(orderList(count).flatMap { $0 })
  }

  /// The same, each order a change set.
  static func transactions(_ count: Int) -> [ChangeSet] {
    orderList(count).enumerated().map { place, changes in
      changeSet(changes, sequence: 345 + Int64(place), at: time + Int64(place) * 90_000)
    }
  }

  private static func orderList(_ count: Int) -> [[RowChange]] {
    var random = SplitMix64(seed: 2)
    var ids = RowIDGenerator(origin: 0x0123_4567_89AB_CDEF)
    return (0..<count).map { order(at: time + Int64($0) * 90_000, number: $0, &ids, &random) }
  }

  private static func order(
    at now: Int64, number: Int, _ ids: inout RowIDGenerator, _ random: inout SplitMix64
  ) -> [RowChange] {
    let id = ids.next(now: now)
    let head = VectorValues.insert(
      1, id,
      [
        .reference(RowReference(row: Int64.random(in: 1...100_000, using: &random))),
        .reference(RowReference(row: 8)), .text("R8-\(1_000 + number)"), .text("submitted"), .text("EUR"),
        .integer(now), .text(Bool.random(using: &random) ? "" : note(2...6, &random)),
      ])
    let lines = (0..<3).map { _ in
      VectorValues.insert(
        2, ids.next(now: now),
        [
          .reference(RowReference(id: id)), .reference(RowReference(row: Int64.random(in: 1...5_000, using: &random))),
          .integer([1, 1, 2, 3, 5, 6, 10, 12, 24, 48][Int.random(in: 0..<10, using: &random)]),
          .integer(Int64.random(in: 50...20_000, using: &random)), .integer(0),
        ])
    }
    return [head] + lines
  }

  static func deletes(_ count: Int) -> ChangeSet {
    var random = SplitMix64(seed: 3)
    var row: Int64 = 0
    return changeSet(
      (0..<count).map { _ in
        row += Int64.random(in: 1...20, using: &random)
        return RowChange(table: 3, row: .number(row), kind: .delete)
      })
  }

  /// Customers in full, drawn by a few generators.
  static func customers(_ count: Int) -> Delta {
    var random = SplitMix64(seed: 4)
    var ids = (0..<4).map { _ in RowIDGenerator(origin: random.next()) }
    let rows = (0..<count).map { place in
      let now = time + Int64(place) * 20
      return FullRow(
        row: Int64(place) + 1, id: ids[place / 50 % 4].next(now: now),
        values: [
          .text(note(2...3, &random)), .text(phone(&random)), .reference(RowReference(row: Int64(place / 250) + 1)),
          .text(["A", "B", "C", "D"][place % 4]), .integer(Int64.random(in: 1...200, using: &random) * 50_000),
          .integer(0), .null, .text(note(3...14, &random)), .integer(now),
        ])
    }
    return Delta(tables: [TableDelta(table: 0, full: rows)])
  }

  static func frame(_ changeSets: [ChangeSet]) -> [UInt8] {
    Frame.encode(VectorValues.request(base: 67_890, held: VectorValues.scopes, changeSets: changeSets))
  }

  static func replyFrame(results: Int, rows: Int64) -> [UInt8] {
    let results = (0..<Int64(results)).map { place in
      let first = rows == 0 ? [] : [1_000 + place]
      let lines = rows > 1 ? (0..<rows - 1).map { 3_000 + place * (rows - 1) + $0 } : []
      return ChangeResult(
        sequence: 345 + place, status: .accepted(conflicts: 0), position: 67_891 + place, numbers: first + lines)
    }
    return Frame.encode(VectorValues.reply(results: results))
  }
}
