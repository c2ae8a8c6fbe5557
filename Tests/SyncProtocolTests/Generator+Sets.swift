import ChangeModel
import SyncProtocol

extension Generator {
  /// A valid change set of up to about 60 rows.
  mutating func changeSet() -> ChangeSet {
    let kinds = (0..<6).map { _ in ColumnKind(&self) }
    let isSorted = chance(50)
    var row: Int64 = 0
    var changes = [RowChange]()
    for _ in 0..<int(0...pick([1, 5, 60])) {
      row = isSorted ? row + number(1...40) : number(1...100_000)
      changes.append(change(row, kinds))
    }
    let others = chance(20) ? (0..<int(1...3)).map { Dot(device: Int64($0 * 7 + 2), sequence: number(1...99)) } : []
    return ChangeSet(
      dot: Dot(device: number(1...500), sequence: number(1...100_000)),
      stamp: Stamp(milliseconds: 1_760_000_000_000 + number(0...10_000), counter: UInt16(int(0...3))),
      context: Context(base: number(0...5_000_000), others: others), isUnion: chance(50), changes: changes)
  }

  private mutating func change(_ row: Int64, _ kinds: [ColumnKind]) -> RowChange {
    let table = int(0...2)
    let lag = chance(5) ? number(1...50) : 0
    switch int(0...3) {
    case 0:
      let cells = kinds.enumerated().map { CellChange(column: $0.offset, edit: $0.element.edit(&self)) }
      return RowChange(table: table, row: .id(freshID()), kind: .insert, lag: lag, cells: cells)
    case 1:
      return RowChange(table: table, row: name(row), kind: .delete, lag: lag)
    default:
      let cells = kinds.indices.filter { _ in chance(30) }.map {
        CellChange(column: $0 * 12, edit: kinds[$0].edit(&self))
      }
      return RowChange(table: table, row: name(row), kind: .update, lag: lag, cells: cells)
    }
  }

  private mutating func name(_ row: Int64) -> RowName { chance(90) ? .number(row) : .id(id()) }

  mutating func delta() -> Delta {
    Delta(tables: (0..<int(0...3)).map { table(Int64($0) * 3) })
  }

  private mutating func table(_ index: Int64) -> TableDelta {
    var last: Int64 = 0
    func rows(_ generator: inout Generator) -> [Int64] {
      (0..<generator.int(0...20)).map { _ in
        last += generator.number(1...30)
        return last
      }
    }
    let columnCount = int(0...6)
    let gone = rows(&self).map { name($0) }
    let full = rows(&self).map { row in
      FullRow(row: row, id: id(), values: (0..<columnCount).map { _ in value() })
    }
    let cells = rows(&self).map { row in
      let mask = word() & 0x3F
      return RowCells(row: row, mask: mask, values: (0..<mask.nonzeroBitCount).map { _ in value() })
    }
    return TableDelta(table: Int(index), gone: gone, full: full, cells: cells)
  }
}
