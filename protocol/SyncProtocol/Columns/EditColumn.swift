import ChangeModel

/// A column of edits: a column of values when all are new values, else one of the forms for differences.
enum EditColumn {
  static func write(_ edits: [Edit], ids: inout IDTable, to writer: inout ByteWriter) {
    guard let first = edits.first else { return }
    let kind = Kind(of: first)
    if edits.allSatisfy({ Kind(of: $0) == kind }) {
      if let form = kind.form { writer.write(byte: form) }
      write(edits, kind: kind, ids: &ids, to: &writer)
      return
    }
    writer.write(byte: ColumnForm.mixedEdits)
    for edit in edits { writer.write(byte: Kind(of: edit).rawValue) }
    for kind in Kind.allCases {
      write(edits.filter { Kind(of: $0) == kind }, kind: kind, ids: &ids, to: &writer)
    }
  }

  /// Writes edits of one kind.
  private static func write(_ edits: [Edit], kind: Kind, ids: inout IDTable, to writer: inout ByteWriter) {
    if edits.isEmpty { return }
    switch kind {
    case .set:
      let values: [Value] = edits.compactMap { if case .set(let value) = $0 { value } else { nil } }
      ColumnCodec.write(values, ids: &ids, to: &writer)
    case .add:
      let values: [Int64] = edits.compactMap { if case .add(let difference) = $0 { difference } else { nil } }
      IntegerColumn(values).write(to: &writer)
    case .elements: ElementsColumn.write(edits, ids: &ids, to: &writer)
    case .text: TextEditColumn.write(edits, ids: &ids, to: &writer)
    }
  }

  /// The numbers are part of the protocol.
  enum Kind: UInt8, CaseIterable {
    case set = 0
    case add = 1
    case elements = 2
    case text = 3

    init(of edit: Edit) {
      switch edit {
      case .set: self = .set
      case .add: self = .add
      case .elements: self = .elements
      case .text: self = .text
      }
    }

    /// The form byte of a column of this kind alone; new values have those of `ColumnCodec`.
    var form: UInt8? {
      switch self {
      case .set: nil
      case .add: ColumnForm.additions
      case .elements: ColumnForm.elements
      case .text: ColumnForm.textEdits
      }
    }
  }
}

extension EditColumn {
  /// - Parameter count: bounded by the caller, and not 0.
  static func read(_ count: Int, ids: [RowID], from reader: inout ByteReader) throws(ProtocolError) -> [Edit] {
    let form = try reader.readByte()
    if form == ColumnForm.mixedEdits { return try readMixed(count, ids: ids, from: &reader) }
    for kind in Kind.allCases where kind.form == form {
      return try read(count, kind: kind, ids: ids, from: &reader)
    }
    return try ColumnCodec.read(count, form: form, ids: ids, from: &reader).map { .set($0) }
  }

  private static func read(
    _ count: Int, kind: Kind, ids: [RowID], from reader: inout ByteReader
  ) throws(ProtocolError) -> [Edit] {
    switch kind {
    case .set: try ColumnCodec.read(count, ids: ids, from: &reader).map { .set($0) }
    case .add: try IntegerColumn.read(count, from: &reader).map { .add($0) }
    case .elements: try ElementsColumn.read(count, ids: ids, from: &reader)
    case .text: try TextEditColumn.read(count, ids: ids, from: &reader)
    }
  }

  private static func readMixed(
    _ count: Int, ids: [RowID], from reader: inout ByteReader
  ) throws(ProtocolError) -> [Edit] {
    var places = [[Int]](repeating: [], count: Kind.allCases.count)
    for (index, byte) in try reader.readRaw(count).enumerated() {
      guard let kind = Kind(rawValue: byte) else { throw .malformed("an edit is of no known kind") }
      places[Int(kind.rawValue)].append(index)
    }
    var edits = [Edit](repeating: .set(.null), count: count)
    for kind in Kind.allCases {
      let own = places[Int(kind.rawValue)]
      if own.isEmpty { continue }
      for (place, edit) in zip(own, try read(own.count, kind: kind, ids: ids, from: &reader)) { edits[place] = edit }
    }
    return edits
  }
}
