/// Puts operations into bytes, a transaction at a time.
struct OperationWriter {
  enum Cell {
    case integer(Int64)
    case text(String)
    case id([UInt8])
  }

  private(set) var bytes: [UInt8] = []

  mutating func begin() { bytes.append(66) }
  mutating func commit() { bytes.append(67) }
  mutating func end() { bytes.append(69) }

  mutating func row(_ kind: Operations.Kind, table: Int, column: Int = 0, _ cells: [Cell]) {
    bytes += [kind.rawValue, UInt8(table), UInt8(column), UInt8(cells.count)]
    for cell in cells { put(cell) }
  }

  private mutating func put(_ cell: Cell) {
    switch cell {
    case .integer(let number):
      bytes.append(1)
      withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    case .text(let text):
      bytes.append(3)
      put(sized: Array(text.utf8))
    case .id(let id):
      bytes.append(4)
      put(sized: id)
    }
  }

  private mutating func put(sized content: [UInt8]) {
    withUnsafeBytes(of: UInt32(content.count).littleEndian) { bytes += $0 }
    bytes += content
  }
}
