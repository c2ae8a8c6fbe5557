import ChangeModel
import Foundation
import MergeEngine
import PlantedBugs

/// What a cell sends, and what must then stand in the table.
struct SealedCell: Hashable {
  /// nil when nothing changed.
  var edit: Edit?
  /// The value in the form in which the server keeps it, so that digests match; nil when the table has it so.
  var correction: Value?

  init(edit: Edit?, stands: Value, found: Value) {
    self.edit = edit
    correction = stands == found ? nil : stands
  }

  /// Of a cell that the server keeps as it is.
  init(edit: Edit?) {
    self.edit = edit
  }
}

enum CellSealing {
  /// A cell of a new row.
  static func inserted(_ column: ColumnSchema, _ value: Value) -> SealedCell {
    guard case .set = column.policy, value.text != nil else { return SealedCell(edit: .set(value)) }
    let stands = Value.text(SetText.write(elements(value)))
    return SealedCell(edit: .set(stands), stands: stands, found: value)
  }

  /// A cell of a row that was there before.
  /// - Parameter base: the value before the first local edit, for policies that send differences; nil when not known.
  static func updated(_ column: ColumnSchema, from base: Value?, to new: Value) -> SealedCell {
    switch column.policy {
    case .counter where PlantedBug.counterSentAsValue.isOn: counter(from: column.fallback, to: new)
    case .counter: counter(from: base ?? column.fallback, to: new)
    case .set: set(from: base ?? .null, to: new)
    case .text:
      if let base, ExactText.same(base.text, new.text) {
        SealedCell(edit: nil)
      } else {
        SealedCell(edit: .text(base: base?.text, new: new.text))
      }
    case .latest, .office, .first, .max, .min, .workflow, .ask:
      SealedCell(edit: .set(new))
    }
  }

  /// NULL counts as 0. A difference beyond the range of integers is held at its end.
  private static func counter(from base: Value, to new: Value) -> SealedCell {
    let (before, after) = (base.integer ?? 0, new.integer ?? 0)
    if before == after { return SealedCell(edit: nil, stands: base, found: new) }
    let (difference, overflow) = after.subtractingReportingOverflow(before)
    if !overflow { return SealedCell(edit: .add(difference), stands: .integer(after), found: new) }
    let held = after < 0 ? Int64.min : .max
    return SealedCell(edit: .add(held), stands: .integer(before &+ held), found: new)
  }

  private static func set(from base: Value, to new: Value) -> SealedCell {
    let (before, after) = (elements(base), elements(new))
    let (old, present) = (Set(before.map(ExactText.init)), Set(after.map(ExactText.init)))
    if old == present { return SealedCell(edit: nil, stands: base, found: new) }
    let added = after.filter { !old.contains(ExactText($0)) }
    let removed = before.filter { !present.contains(ExactText($0)) }
    return SealedCell(
      edit: .elements(added: added, removed: removed), stands: .text(SetText.write(after)), found: new)
  }

  /// The elements of a set, whatever JSON array a client wrote. A nested element counts as its JSON text.
  private static func elements(_ value: Value) -> [String] {
    guard let text = value.text else { return [] }
    if let elements = SetText.parse(text) { return elements }
    guard let array = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any] else { return [text] }
    let texts = array.map { element -> String in
      if let text = element as? String { return text }
      let json = try? JSONSerialization.data(withJSONObject: element, options: [.fragmentsAllowed, .sortedKeys])
      return json.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    return SetText.parse(SetText.write(texts)) ?? []
  }
}
