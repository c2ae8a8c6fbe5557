import ChangeModel
import MergeEngine

/// One write of one column group, with the full version vector of what its maker had seen.
struct ModelWrite {
  var write: Write
  /// For each device the highest sequence; for device 0, the server itself, the highest position.
  var seen: [DeviceNumber: Sequence]
  var isOffice: Bool
  var edits: [Edit]
  var values: [Value]

  func hasSeen(_ other: Write) -> Bool { other.dot.sequence <= seen[other.dot.device] ?? 0 }

  func isEarlier(than other: ModelWrite) -> Bool {
    (write.stamp, write.dot.device, write.dot.sequence)
      < (other.write.stamp, other.write.dot.device, other.write.dot.sequence)
  }

  var isNull: Bool { values.allSatisfy(\.isNull) }
}

/// One column group of one row: every write that was ever accepted, in the order of the log.
struct ModelGroup {
  struct Loss {
    var kept: [Value]
    var lost: [Value]
    var keptWrite: Write
    var lostWrite: Write
  }

  let policy: Policy
  let fallbacks: [Value]
  private(set) var writes: [ModelWrite]
  private(set) var values: [Value]

  /// The group of a new row.
  init(policy: Policy, fallbacks: [Value], first: ModelWrite) {
    self.policy = policy
    self.fallbacks = fallbacks
    writes = [first]
    values = policy == .set ? first.values.map { $0.isNull ? .null : .text(ModelJSON.set($0)) } : first.values
  }

  /// The writes that no later one has seen.
  var heads: [ModelWrite] {
    writes.indices.filter { index in
      !writes[(index + 1)...].contains { $0.hasSeen(writes[index].write) }
    }.map { writes[$0] }
  }

  /// The head whose value stands, by M1 to M5, M9 and M10; the latest where no head's value stands alone.
  var standing: ModelWrite {
    let heads = heads
    func some(_ isMeant: (ModelWrite) -> Bool) -> [ModelWrite] {
      heads.contains(where: isMeant) ? heads.filter(isMeant) : heads
    }
    func strongest(_ heads: [ModelWrite], _ order: (ModelWrite, ModelWrite) -> Int) -> ModelWrite {
      let isWeaker = { (left: ModelWrite, right: ModelWrite) in
        order(left, right) == 0 ? left.isEarlier(than: right) : order(left, right) < 0
      }
      return heads.max(by: isWeaker) ?? writes[writes.count - 1]
    }
    switch policy {
    case .latest, .ask, .counter, .set, .text: return strongest(heads) { _, _ in 0 }
    case .office: return strongest(some(\.isOffice)) { _, _ in 0 }
    case .first: return strongest(some { !$0.isNull }) { $0.isEarlier(than: $1) ? 1 : -1 }
    case .max: return strongest(heads) { Self.order($0.values, $1.values) }
    case .min: return strongest(some { !$0.isNull }) { Self.order($1.values, $0.values) }
    case .workflow(let workflow):
      let strength = { (head: ModelWrite) in workflow.precedence(of: head.values.first?.text ?? "") }
      return strongest(heads) { strength($0) - strength($1) }
    }
  }

  /// Takes the next write of the log.
  /// - Returns: what it lost, or made lose.
  mutating func take(_ new: ModelWrite) -> Loss? {
    // Anyone else's came along unchanged.
    if policy == .office && !new.isOffice { return nil }
    let before = standing
    let old = values
    writes.append(new)
    switch policy {
    case .counter: values = zip(zip(old, new.edits), fallbacks).map { Self.sum($0.0, $0.1, fallback: $1) }
    case .set: values = [elements(isNull: old == [.null])]
    case .text: return takeText(new, over: old.first?.text, before: before)
    default:
      let after = standing
      values = after.values
      let isNew = after.write == new.write
      if isNew && new.hasSeen(before.write) { return nil }
      let loser = isNew ? before : new
      if zip(loser.values, after.values).allSatisfy({ $0.isSame(as: $1) }) { return nil }
      return Loss(kept: after.values, lost: loser.values, keptWrite: after.write, lostWrite: loser.write)
    }
    return nil
  }

  /// What the server writes itself: it has seen everything.
  mutating func takeFromServer(_ new: ModelWrite) {
    writes.append(new)
    values = new.values
  }

  /// M6.
  private static func sum(_ old: Value, _ edit: Edit, fallback: Value) -> Value {
    var difference: Int64 = 0
    if case .add(let number) = edit { difference = number }
    if case .set(let value) = edit { difference = clamped(value.integer ?? 0, fallback.integer ?? 0, -) }
    return .integer(clamped(old.integer ?? 0, difference, +))
  }

  private static func clamped(_ left: Int64, _ right: Int64, _ operation: (Int128, Int128) -> Int128) -> Int64 {
    Int64(clamping: operation(Int128(left), Int128(right)))
  }

  /// M7: an element is in the set while one of its additions was seen by nobody who added or removed it later.
  private func elements(isNull: Bool) -> Value {
    var elements = Set<String>()
    for (index, write) in writes.enumerated() {
      let later = writes[(index + 1)...].filter { $0.hasSeen(write.write) }
      elements.formUnion(write.added.filter { element in !later.contains { $0.mentions(element) } })
    }
    return elements.isEmpty && isNull ? .null : .text(ModelJSON.set(elements))
  }

  /// M8.
  private mutating func takeText(_ new: ModelWrite, over old: String?, before: ModelWrite) -> Loss? {
    var base: String?
    if case .text(let text, _) = new.edits.first { base = text }
    let text = new.values.first?.text
    guard old != base, old != text else {
      values = new.values
      return nil
    }
    let isFirst = new.isEarlier(than: before)
    let merged = TextMerge.merge(
      base: base ?? "", first: (isFirst ? text : old) ?? "", second: (isFirst ? old : text) ?? "")
    values = [merged.text.isEmpty && text == nil ? .null : .text(merged.text)]
    guard merged.hasOverlap else { return nil }
    return Loss(kept: values, lost: new.values, keptWrite: before.write, lostWrite: new.write)
  }

  /// Numbers as numbers, texts and bytes by their bytes, NULL below everything.
  private static func order(_ left: [Value], _ right: [Value]) -> Int {
    for (left, right) in zip(left, right) where !left.isSame(as: right) { return isLess(left, right) ? -1 : 1 }
    return 0
  }

  private static func isLess(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.real(let left), .real(let right)): left < right
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.blob(let left), .blob(let right)): left.lexicographicallyPrecedes(right)
    default: left.isNull
    }
  }
}

extension ModelWrite {
  /// The elements that a write of a set adds.
  var added: [String] {
    switch edits.first {
    case .elements(let added, _): added
    case .set(let value): ModelJSON.elements(of: value)
    default: []
    }
  }

  func mentions(_ element: String) -> Bool {
    if case .elements(_, let removed) = edits.first, removed.contains(element) { return true }
    return added.contains(element)
  }
}
