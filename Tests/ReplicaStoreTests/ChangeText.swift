import ChangeModel
import TestSupport

/// Change sets in words, so that a test reads as a history.
extension ChangeSet {
  var lines: [String] { changes.map(\.line) }
}

extension RowChange {
  /// Such as `update items 1 lag 3: name='Bo' hits+2`. Cells of an insert that are NULL are left out.
  var line: String {
    let table = TrialSchema.schema.tables[self.table]
    var text = "\(kind) \(table.name) \(row.text)"
    if lag != 0 { text += " lag \(lag)" }
    let cells = self.cells.filter { kind != .insert || $0.edit != .set(.null) }
      .map { table.columns[$0.column].name + $0.edit.text }
    return cells.isEmpty ? text : text + ": " + cells.joined(separator: " ")
  }
}

extension RowName {
  var text: String {
    switch self {
    case .number(let row): "\(row)"
    case .id(let id): id.high == 0x7000 ? "#\(id.low)" : "#?"
    }
  }
}

extension Edit {
  var text: String {
    switch self {
    case .set(let value): "=" + value.shown
    case .add(let difference): difference < 0 ? "\(difference)" : "+\(difference)"
    case .elements(let added, let removed): "+{\(added.joined(separator: ","))}-{\(removed.joined(separator: ","))}"
    case .text(let base, let new): "(\(base ?? "-") to \(new ?? "-"))"
    }
  }
}

extension Value {
  fileprivate var shown: String {
    switch self {
    case .null: "-"
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .text(let text): "'\(text)'"
    case .blob(let bytes): "\(bytes.count) bytes"
    case .reference(let reference):
      "@" + (reference.row > 0 ? "\(reference.row)" : reference.id.map { RowName.id($0).text } ?? "-")
    }
  }
}

/// The ID as SQL writes it.
func sql(_ number: UInt64) -> String {
  "x'" + RowID.trial(number).bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "'"
}
