import ChangeModel

/// What several intents together must bring into one change set, for one row.
struct ExpectedRow: Hashable {
  enum Cell: Hashable {
    case set(old: Value, new: Value)
    case add(Int64)
    case elements(old: [String], new: [String])
  }

  var name: RowName
  var isNew = false
  var isGone = false
  var cells: [Int: Cell] = [:]

  /// Whether nothing need be sent: the row came and went, or was left as it was.
  var isNothing: Bool {
    if isNew { return isGone }
    return !isGone && cells.values.allSatisfy(\.isNothing)
  }

  mutating func take(_ edit: ExpectedEdit) {
    switch edit.what {
    case .insert(let values):
      isNew = true
      for (column, value) in values { cells[column] = .set(old: .null, new: value) }
    case .delete: isGone = true
    case .set(let column, let old, let new):
      if case .set(let first, _) = cells[column] {
        cells[column] = .set(old: first, new: new)
      } else {
        cells[column] = .set(old: old, new: new)
      }
    case .add(let column, let difference):
      if case .add(let sum) = cells[column] {
        cells[column] = .add(sum + difference)
      } else if !isNew {
        cells[column] = .add(difference)
      }
    case .elements(let column, let old, let new):
      if case .elements(let first, _) = cells[column] {
        cells[column] = .elements(old: first, new: new)
      } else if !isNew {
        cells[column] = .elements(old: old, new: new)
      } else {
        // The elements of a new row are sent whole, in an order of their own.
        cells[column] = nil
      }
    }
  }

  /// The rows that these intents touch, in the order of first touch.
  static func fold(_ intents: [Intent]) -> [ExpectedRow] {
    struct Key: Hashable {
      var table: Int
      var id: RowID
    }
    var order: [Key] = []
    var rows: [Key: ExpectedRow] = [:]
    var tables: [Key: Int] = [:]
    for edit in intents.flatMap(\.edits) {
      let key = Key(table: edit.table, id: edit.id)
      if rows[key] == nil {
        let isNumbered = edit.row > 0 && edit.row < 1 << 40
        rows[key] = ExpectedRow(name: isNumbered ? .number(edit.row) : .id(edit.id))
        rows[key]?.table = edit.table
        tables[key] = edit.table
        order.append(key)
      }
      rows[key]?.take(edit)
    }
    return order.compactMap { rows[$0] }
  }

  var table = 0
}

extension ExpectedRow.Cell {
  var isNothing: Bool {
    switch self {
    case .set(let old, let new): old.isSame(as: new)
    case .add(let sum): sum == 0
    case .elements(let old, let new): old.sorted() == new.sorted()
    }
  }
}

extension ExpectedRow {
  /// What a change set lacks of what was meant; nil when all of it is there.
  func fault(in changeSet: ChangeSet) -> String? {
    if isNothing { return nil }
    let changes = changeSet.changes.filter { $0.table == table && $0.row == name }
    if isGone { return changes.contains { $0.kind == .delete } ? nil : "the delete of \(name) in table \(table)" }
    if isNew && !changes.contains(where: { $0.kind == .insert }) { return "the new row \(name) in table \(table)" }
    for (column, cell) in cells.sorted(by: { $0.key < $1.key }) where isNew || !cell.isNothing {
      let edits = changes.flatMap(\.cells).filter { $0.column == column }.map(\.edit)
      if !edits.contains(where: cell.isMet) {
        return "\(cell) of column \(column) of \(name) in table \(table): it has \(edits)"
      }
    }
    return nil
  }
}

extension ExpectedRow.Cell {
  fileprivate func isMet(by edit: Edit) -> Bool {
    switch (self, edit) {
    // A reference travels by number or by ID; which row it names is seen in the merged result.
    case (.set(_, .reference), .set(.reference)): true
    case (.set(_, let new), .set(let sent)): new.isSame(as: sent) || new.text?.first == "["
    case (.set(_, let new), .text(_, let sent)): new.text == sent
    case (.add(let sum), .add(let sent)): sum == sent
    case (.elements(let old, let new), .elements(let added, let removed)):
      Set(added) == Set(new).subtracting(old) && Set(removed) == Set(old).subtracting(new)
    default: false
    }
  }
}
