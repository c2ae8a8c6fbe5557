import ChangeModel

/// The IDs that occur in a change set or delta, each once. Everything else names them by their place here.
struct IDTable {
  private(set) var ids: [RowID] = []
  /// Kept only when there are too many IDs to look through.
  private var places: [RowID: Int] = [:]
  private static let scannedMax = 16

  /// The ID's place; the next one for an ID that was not there.
  mutating func place(of id: RowID) -> Int64 {
    if let place = places.isEmpty ? ids.firstIndex(of: id) : places[id] { return Int64(place) }
    ids.append(id)
    if !places.isEmpty {
      places[id] = ids.count - 1
    } else if ids.count > Self.scannedMax {
      for (place, id) in ids.enumerated() { places[id] = place }
    }
    return Int64(ids.count - 1)
  }

  /// Writes the count and the column.
  func write(near time: Int64, to writer: inout ByteWriter) {
    writer.write(count: ids.count)
    IDColumn.write(ids, near: time, to: &writer)
  }

  static func read(near time: Int64, max: Int, from reader: inout ByteReader) throws(ProtocolError) -> [RowID] {
    let count = try reader.readCount("IDs", max: max, each: 2)
    return try IDColumn.read(count, near: time, from: &reader)
  }
}

extension [RowID] {
  /// The ID at a place that was read.
  func id(at place: Int64) throws(ProtocolError) -> RowID {
    guard let index = Int(exactly: place), indices.contains(index) else {
      throw .malformed("there is no ID at place \(place)")
    }
    return self[index]
  }
}
