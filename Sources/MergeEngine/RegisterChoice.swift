import ChangeModel
import PlantedBugs

/// Which of two concurrent writes to a register stands: a total order, so that the order of arrival does not matter.
struct RegisterChoice {
  let policy: Policy
  let rule: MergeRule

  init(_ policy: Policy) {
    self.policy = policy
    rule =
      switch policy {
      case .office: .office
      case .first: .first
      case .max: .max
      case .min: .min
      case .workflow: .workflow
      case .ask: .ask
      case .latest, .counter, .set, .text: .latest
      }
  }

  func prefers(_ left: Sibling, over right: Sibling) -> Bool {
    if PlantedBug.lastArrivalWins.isOn { return false }
    let isLater =
      PlantedBug.noTieBreak.isOn ? left.write.stamp > right.write.stamp : left.write.isLater(than: right.write)
    switch policy {
    case .first:
      let (leftIsNull, rightIsNull) = (left.values.allSatisfy(\.isNull), right.values.allSatisfy(\.isNull))
      if PlantedBug.firstTakesLatest.isOn { return isLater }
      return leftIsNull == rightIsNull ? right.write.isLater(than: left.write) : rightIsNull
    case .max, .min:
      let order = Self.order(left.values, right.values)
      if order == 0 { return isLater }
      if PlantedBug.nullIsLeast.isOn { return policy == .max ? order > 0 : order < 0 }
      if left.values.allSatisfy(\.isNull) || right.values.allSatisfy(\.isNull) { return order > 0 }
      return policy == .max ? order > 0 : order < 0
    case .workflow(let workflow):
      let strengths = [left, right].map { workflow.precedence(of: $0.values.first?.text ?? "") }
      if PlantedBug.precedenceForgotten.isOn { return isLater }
      return strengths[0] == strengths[1] ? isLater : strengths[0] > strengths[1]
    case .latest, .office, .ask, .counter, .set, .text:
      return isLater
    }
  }

  /// Negative, zero or positive as the left values are less, equal or greater; NULL is less than everything.
  private static func order(_ left: [Value], _ right: [Value]) -> Int {
    for (a, b) in zip(left, right) {
      let order = order(a, b)
      if order != 0 { return order }
    }
    return 0
  }

  private static func order(_ left: Value, _ right: Value) -> Int {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): a < b ? -1 : a > b ? 1 : 0
    case (.real(let a), .real(let b)): a < b ? -1 : a > b ? 1 : 0
    case (.text(let a), .text(let b)): SetText.precedes(a, b) ? -1 : SetText.precedes(b, a) ? 1 : 0
    case (.blob(let a), .blob(let b)):
      a.lexicographicallyPrecedes(b) ? -1 : b.lexicographicallyPrecedes(a) ? 1 : 0
    default: rank(left) - rank(right)
    }
  }

  private static func rank(_ value: Value) -> Int {
    switch value {
    case .null: 0
    case .integer: 1
    case .real: 2
    case .text: 3
    case .blob: 4
    case .reference: 5
    }
  }
}
