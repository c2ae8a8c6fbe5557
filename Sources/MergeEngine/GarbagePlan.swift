import ChangeModel

/// Decides which deleted rows can be forgotten: only families that went together, whole.
///
/// A row that comes back brings back what went with it. As long as one of them may come back, or a living row hangs on
/// one, all of them are kept. And nothing outlives the row on which it hangs: what returned alone would be an orphan.
public struct GarbagePlan {
  private let through: Position
  private let candidates: [RowKey]
  private var rows: [RowKey: RowState] = [:]
  private var children: [RowKey: [RowKey]] = [:]
  private var asked = RowNeeds()

  /// - Parameters:
  ///   - candidates: deleted rows that did not change after `through`.
  ///   - through: nothing that changed later is forgotten.
  public init(_ candidates: [RowState], through: Position) {
    self.through = through
    self.candidates = candidates.map(\.key)
    for row in candidates { rows[row.key] = row }
  }

  /// What must be loaded next; nothing when all is known.
  public func needs() -> RowNeeds {
    var needs = RowNeeds()
    for row in rows.values where row.isDeleted {
      needs.childrenOf.insert(row.key)
      if let parent = row.parent, rows[parent] == nil { needs.keys.insert(parent) }
    }
    return needs.subtracting(asked)
  }

  /// Takes in what was loaded.
  public mutating func provide(_ loaded: LoadedRows, for needs: RowNeeds) {
    asked.formUnion(needs)
    for row in loaded.rows { rows[row.key] = row }
    for (parent, keys) in loaded.children { children[parent] = keys }
  }

  /// The rows to forget, ascending: candidates, and what hangs on them.
  public func collectable() -> [RowState] {
    var taken: Set<RowKey> = []
    for key in candidates where !taken.contains(key) {
      guard let family = family(of: top(of: key)) else { continue }
      taken.formUnion(family)
    }
    return taken.sorted().compactMap { rows[$0] }
  }

  /// The uppermost row that went together with this one.
  private func top(of key: RowKey) -> RowKey {
    guard let row = rows[key], let deletion = row.deletion, let parent = row.parent.flatMap({ rows[$0] }),
      parent.deletion?.position == deletion.position
    else { return key }
    return top(of: parent.key)
  }

  /// A row and all that hangs on it; nil when one of them lives, or changed too lately.
  private func family(of key: RowKey) -> [RowKey]? {
    guard let row = rows[key], row.isDeleted, row.changed <= through else { return nil }
    var family = [key]
    for child in children[key] ?? [] {
      guard let below = self.family(of: child) else { return nil }
      family += below
    }
    return family
  }
}
