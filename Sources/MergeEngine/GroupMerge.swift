import ChangeModel
import PlantedBugs

/// Merges one incoming write into one column group. The rules are those of `protocol/MERGE.md`.
enum GroupMerge {
  /// - Parameters:
  ///   - policy: the group's policy.
  ///   - state: the group before; its heads are the causally greatest writes so far.
  ///   - current: the group's values before, in order.
  static func merge(
    _ incoming: IncomingWrite, policy: Policy, state: GroupState, current: [Value]
  ) -> MergedGroup {
    switch policy {
    case .counter: counter(incoming, state: state, current: current)
    case .set: set(incoming, state: state, current: current)
    case .text: text(incoming, state: state, current: current)
    case .latest, .office, .first, .max, .min, .workflow, .ask:
      register(incoming, choice: RegisterChoice(policy), state: state, current: current)
    }
  }

  // MARK: Registers

  private static func register(
    _ incoming: IncomingWrite, choice: RegisterChoice, state: GroupState, current: [Value]
  ) -> MergedGroup {
    if state.siblings.isEmpty, incoming.hasSeen(state.winner) {
      // Nobody else wrote meanwhile, as almost always.
      let values = incoming.values
      let isUnchanged = zip(values, current).allSatisfy { $0.isSame(as: $1) }
      let changed = isUnchanged ? state.changed : incoming.write.position
      return MergedGroup(state: GroupState(changed: changed, winner: incoming.write), values: values)
    }
    let heads = [Sibling(write: state.winner, values: current)] + state.siblings
    let unseen = heads.filter { !incoming.hasSeen($0.write) }
    let new = Sibling(write: incoming.write, values: incoming.values)
    var winner = unseen.reduce(new) { choice.prefers($1, over: $0) ? $1 : $0 }
    if PlantedBug.groupSplit.isOn && !unseen.isEmpty {
      winner.values = zip(winner.values, current).map { $0.isNull ? $1 : $0 }
    }
    let siblings = (unseen + [new]).filter { $0.write != winner.write }
    let isUnchanged = zip(winner.values, current).allSatisfy { $0.isSame(as: $1) }
    let merged = GroupState(
      changed: isUnchanged ? state.changed : incoming.write.position, winner: winner.write,
      siblings: siblings.sorted { $0.write.dot < $1.write.dot })
    return MergedGroup(
      state: merged, values: winner.values,
      conflict: conflict(new, winner: winner, unseen: unseen, before: state.winner, rule: choice.rule))
  }

  /// What this merge lost: the incoming write, or the value that stood until now and that the writer had not seen.
  /// Equal values are no conflict. What lost earlier was recorded then.
  private static func conflict(
    _ new: Sibling, winner: Sibling, unseen: [Sibling], before: Write, rule: MergeRule
  ) -> GroupConflict? {
    let loser = winner.write == new.write ? unseen.first { $0.write == before } : new
    guard let loser, !zip(loser.values, winner.values).allSatisfy({ $0.isSame(as: $1) }) else { return nil }
    return GroupConflict(
      rule: rule, kept: winner.values, lost: loser.values, keptWrite: winner.write, lostWrite: loser.write)
  }

  // MARK: Counter

  private static func counter(_ incoming: IncomingWrite, state: GroupState, current: [Value]) -> MergedGroup {
    let sums = zip(zip(current, incoming.edits), incoming.fallbacks).map { pair, fallback in
      let before = pair.0.integer ?? 0
      switch pair.1 {
      case .add(let difference): return Value.integer(before.addingClamped(difference))
      case .set(let value):
        // An insert of a row that somebody else inserted too: what it adds is what it holds beyond the fallback.
        let difference = (value.integer ?? 0).subtractingClamped(fallback.integer ?? 0)
        return .integer(before.addingClamped(difference))
      case .elements, .text: return pair.0
      }
    }
    return MergedGroup(
      state: withoutValues(incoming, state: state, isUnchanged: sums == current), values: sums)
  }

  // MARK: Set

  private static func set(_ incoming: IncomingWrite, state: GroupState, current: [Value]) -> MergedGroup {
    var additions = state.additions
    for edit in incoming.edits {
      let (added, removed) = elements(of: edit)
      additions.removeAll { addition in
        if PlantedBug.setRemoveEatsAdd.isOn && removed.contains(addition.element) { return true }
        return (removed + added).contains { ExactText.same($0, addition.element) } && incoming.hasSeen(addition.write)
      }
      additions += added.map { SetAddition(element: $0, write: incoming.write) }
    }
    additions.sort {
      ExactText.same($0.element, $1.element)
        ? $0.write.dot < $1.write.dot : SetText.precedes($0.element, $1.element)
    }
    let text = additions.isEmpty && current == [.null] ? Value.null : .text(SetText.write(additions.map(\.element)))
    var merged = withoutValues(incoming, state: state, isUnchanged: [text] == current)
    merged.additions = additions
    return MergedGroup(state: merged, values: [text])
  }

  private static func elements(of edit: Edit) -> (added: [String], removed: [String]) {
    switch edit {
    case .elements(let added, let removed): (SetText.sorted(added), removed)
    case .set(let value): (SetText.parse(value.text) ?? [], [])
    case .add, .text: ([], [])
    }
  }

  // MARK: Text

  private static func text(_ incoming: IncomingWrite, state: GroupState, current: [Value]) -> MergedGroup {
    let old = current.first?.text
    let (base, new) = texts(of: incoming.edits)
    let isLater = incoming.write.isLater(than: state.winner)
    var result = new
    var hasOverlap = false
    let isNews = !ExactText.same(old, base) && !ExactText.same(old, new)
    if isNews && !(isLater && PlantedBug.textLaterReplaces.isOn) {
      let merged = TextMerge.merge(
        base: base ?? "", first: (isLater ? old : new) ?? "", second: (isLater ? new : old) ?? "")
      result = merged.text.isEmpty && new == nil ? nil : merged.text
      hasOverlap = merged.hasOverlap
    }
    let value = result.map(Value.text) ?? .null
    let merged = withoutValues(incoming, state: state, isUnchanged: [value] == current)
    let conflict = GroupConflict(
      rule: .text, kept: [value], lost: [new.map(Value.text) ?? .null], keptWrite: state.winner,
      lostWrite: incoming.write)
    return MergedGroup(state: merged, values: [value], conflict: hasOverlap ? conflict : nil)
  }

  private static func texts(of edits: [Edit]) -> (base: String?, new: String?) {
    switch edits.first {
    case .text(let base, let new): (base, new)
    case .set(let value): (nil, value.text)
    case .add, .elements, nil: (nil, nil)
    }
  }

  // MARK: Heads of groups in which nothing is lost

  /// The heads after a write whose value is merged into the group's instead of competing with it.
  private static func withoutValues(
    _ incoming: IncomingWrite, state: GroupState, isUnchanged: Bool
  ) -> GroupState {
    let heads = (state.heads.filter { !incoming.hasSeen($0) } + [incoming.write]).sorted { $0.dot < $1.dot }
    let winner = heads.reduce(incoming.write) { $1.isLater(than: $0) ? $1 : $0 }
    return GroupState(
      changed: isUnchanged ? state.changed : incoming.write.position, winner: winner,
      siblings: heads.filter { $0 != winner }.map { Sibling(write: $0, values: []) }, additions: state.additions)
  }
}
