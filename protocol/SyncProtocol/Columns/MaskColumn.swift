/// A column of column masks: the different ones, and for each row its place among them if there is more than one.
enum MaskColumn {
  static func write(_ masks: [UInt64], to writer: inout ByteWriter) {
    var (distinct, known, places) = ([UInt64](), [UInt64: Int64](), [Int64]())
    places.reserveCapacity(masks.count)
    for mask in masks {
      if let place = known[mask] {
        places.append(place)
      } else {
        known[mask] = Int64(distinct.count)
        places.append(Int64(distinct.count))
        distinct.append(mask)
      }
    }
    writer.write(count: distinct.count)
    for mask in distinct { writer.write(varint: mask) }
    if distinct.count > 1 { IntegerColumn(places).write(to: &writer) }
  }

  /// - Parameter count: not 0, and at most the bytes left.
  static func read(_ count: Int, from reader: inout ByteReader) throws(ProtocolError) -> [UInt64] {
    let size = try reader.readCount("masks", max: count)
    var distinct = [UInt64]()
    for _ in 0..<size {
      let mask = try reader.readVarint()
      guard mask >> UInt64(Limits.columnsMax) == 0 else {
        throw .malformed("a mask names a column above the \(Limits.columnsMax) that a table can have")
      }
      distinct.append(mask)
    }
    guard let first = distinct.first else { throw .malformed("rows without a mask") }
    if size == 1 { return [UInt64](repeating: first, count: count) }
    var masks = [UInt64]()
    masks.reserveCapacity(count)
    for place in try IntegerColumn.read(count, from: &reader) {
      guard let index = Int(exactly: place), distinct.indices.contains(index) else {
        throw .malformed("there is no mask at place \(place)")
      }
      masks.append(distinct[index])
    }
    return masks
  }

  /// The columns of a mask, ascending.
  static func columns(of mask: UInt64) -> [Int] {
    var (rest, columns) = (mask, [Int]())
    while rest != 0 {
      columns.append(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
    return columns
  }

  /// How many columns of the mask stand before this one.
  @inline(__always)
  static func place(of column: Int, in mask: UInt64) -> Int {
    (mask & (1 << UInt64(column) - 1)).nonzeroBitCount
  }
}
