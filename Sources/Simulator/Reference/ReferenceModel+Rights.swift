import ChangeModel
import MergeEngine

/// Who might write what when a change set was made: it holds also after the row, or the territory, has gone to somebody
/// else, as long as the device could not know.
extension ReferenceModel {
  private enum Right {
    case present, stands, ended, none
  }

  /// Takes note of the rows that are elsewhere since the last entry.
  mutating func noteScopes(at position: Position) {
    for key in rows.keys {
      let scope = scope(of: key)
      if let before = scopes[key], before != scope { left[key, default: []].append((before, position)) }
      scopes[key] = scope
    }
  }

  func mayWrite(_ key: RowKey, _ entry: LogEntry) -> Bool {
    entry.isReviewed || [.present, .stands].contains(right(to: key, entry))
  }

  /// Says when a change set was kept for a review although its maker had the right to all that it names.
  mutating func checkKept(_ entry: LogEntry) {
    var rights: [Right] = []
    for change in entry.changeSet.changes {
      // A row that the model does not know would be made by work that is kept itself.
      var names = [(change.row, change.table)]
      for cell in change.cells {
        guard case .set(.reference(let reference)) = cell.edit,
          let target = schema.tables[change.table].columns[cell.column].references.flatMap(schema.index(of:))
        else { continue }
        names.append((reference.id.map(RowName.id) ?? .number(reference.row), target))
        if target == schema.index(of: schema.territoryTable), let key = key(of: names[names.count - 1].0, in: target) {
          rights.append(right(in: .territory(key.row), entry))
        }
      }
      for (place, name) in names.enumerated() {
        guard let key = key(of: name.0, in: name.1) else {
          if place > 0 || change.kind != .insert { return }
          continue
        }
        rights.append(right(to: key, entry))
      }
    }
    if rights.contains(.ended) { return }
    faults.append("\(entry.changeSet.dot) is kept for a review, though its maker had the right to all that it names")
  }

  private func right(in scope: Scope, _ entry: LogEntry) -> Right {
    if entry.actor.mayUse(scope) { return .present }
    return right(ending: [entry.lost[scope]].compactMap(\.self), entry)
  }

  private func right(to key: RowKey, _ entry: LogEntry) -> Right {
    let scope = scope(of: key)
    if entry.actor.mayUse(scope) { return .present }
    var ends = [entry.lost[scope]].compactMap(\.self)
    for past in left[key] ?? [] {
      if let lost = entry.lost[past.scope] {
        ends.append(min(lost, past.position))
      } else if entry.actor.mayUse(past.scope) {
        ends.append(past.position)
      }
    }
    if let creation = rows[key]?.creation, creation.dot.device == entry.actor.device { ends.append(creation.position) }
    return right(ending: ends, entry)
  }

  private func right(ending ends: [Position], _ entry: LogEntry) -> Right {
    let later = ends.filter { $0 > entry.changeSet.context.base }
    if later.isEmpty { return .none }
    return later.contains { $0 > entry.known } ? .stands : .ended
  }
}
