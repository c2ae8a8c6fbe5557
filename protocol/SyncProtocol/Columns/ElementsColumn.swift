import ChangeModel

/// A column of set edits: how many were added, how many removed, and all elements in one column of texts.
enum ElementsColumn {
  static func write(_ edits: [Edit], ids: inout IDTable, to writer: inout ByteWriter) {
    var (added, removed, elements) = ([Int64](), [Int64](), [Value]())
    for case .elements(let plus, let minus) in edits {
      added.append(Int64(plus.count))
      removed.append(Int64(minus.count))
      elements += (plus + minus).map { .text($0) }
    }
    IntegerColumn(added).write(to: &writer)
    IntegerColumn(removed).write(to: &writer)
    ColumnCodec.write(elements, ids: &ids, to: &writer)
  }

  static func read(_ count: Int, ids: [RowID], from reader: inout ByteReader) throws(ProtocolError) -> [Edit] {
    let added = try readCounts(count, from: &reader)
    let removed = try readCounts(count, from: &reader)
    let total = (added + removed).reduce(0, +)
    guard total <= Limits.changeSetCellsMax else { throw .tooLarge("\(total) elements of sets in one column") }
    // Elements of one list differ, so only lists of one element each can stand in less than a byte an element.
    guard total <= 2 * count || total <= reader.remaining else { throw ByteReader.truncated }
    if total == 0 { return [Edit](repeating: .elements(added: [], removed: []), count: count) }
    var elements = [String]()
    elements.reserveCapacity(total)
    for value in try ColumnCodec.read(total, ids: ids, from: &reader) {
      guard let text = value.text else { throw .malformed("an element of a set is not a text") }
      elements.append(text)
    }
    if total > 2 * count, elements.allSatisfy({ ExactText.same($0, elements[0]) }) {
      throw .malformed("one element is in a set more than once")
    }
    var edits = [Edit]()
    edits.reserveCapacity(count)
    var next = 0
    for (plus, minus) in zip(added, removed) {
      let middle = next + plus
      edits.append(
        .elements(added: Array(elements[next..<middle]), removed: Array(elements[middle..<middle + minus])))
      next = middle + minus
    }
    return edits
  }

  private static func readCounts(_ count: Int, from reader: inout ByteReader) throws(ProtocolError) -> [Int] {
    var counts = [Int]()
    counts.reserveCapacity(count)
    for number in try IntegerColumn.read(count, from: &reader) {
      guard number >= 0, number <= Limits.changeSetCellsMax else {
        throw .malformed("a set has \(number) changed elements")
      }
      counts.append(Int(number))
    }
    return counts
  }
}
