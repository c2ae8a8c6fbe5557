/// Programs of one shape.
public struct SmallFamily: Sendable {
  public var name: String
  public var programs: [SmallProgram]

  public init(_ name: String, _ programs: [SmallProgram]) {
    self.name = name
    self.programs = programs
  }

  /// The families up to a number of operations.
  ///
  /// - Parameter allPairs: whether every operation meets every other; else those that write nothing in common with
  ///   most others meet only themselves and what deletes, moves or submits what they write.
  public static func families(operations: Int, allPairs: Bool) -> [SmallFamily] {
    var families = [SmallFamily("one on each", allPairs ? allOfThem : pairs(ofAnn, ofMia) + kin)]
    if operations > 2 {
      families.append(SmallFamily("two on Ann's, one on Mia's", pairs(words(heart), ["new-visit", "move"])))
      families.append(SmallFamily("one on Ann's, two on Mia's", pairs(["new-order", "notes"], words(heart))))
    }
    if operations > 3 { families.append(SmallFamily("two on each", pairs(words(heart), words(heart)))) }
    return families
  }

  /// What meets everything: each kind of merge once, deletes, children, an order, a move.
  private static let ofAnn = ["phone", "notes", "tag-add", "delete-customer", "new-visit", "new-order"]
  private static let ofMia = ofAnn + ["move"]
  /// Where updates, deletes and returns from deletion meet.
  private static let heart = ["phone", "delete-customer"]

  /// The other kinds, with their like and with what bears on them.
  private static let kin: [SmallProgram] =
    ["address", "legal-name", "visit-count", "first-contact", "credit-limit", "tags-remove"].flatMap {
      pairs([$0], [$0, "delete-customer", "move"])
    } + pairs(["tag-add"], ["tags-remove"]) + pairs(["tags-remove"], ["tag-add"])
    + pairs(["check-in", "delete-visit"], ["check-in", "delete-visit", "delete-customer", "move"])
    + pairs(["delete-customer"], ["delete-visit"])
    + pairs(["submit", "cancel", "add-line"], ["submit", "cancel", "add-line"])

  private static var allOfThem: [SmallProgram] {
    let all = SmallOperation.alphabet
    return pairs(all.filter { !$0.isManagers }.map(\.name), all.map(\.name))
  }

  /// All sequences of two.
  private static func words(_ letters: [String]) -> [String] {
    letters.flatMap { first in letters.map { "\(first)+\($0)" } }
  }

  private static func pairs(_ left: [String], _ right: [String]) -> [SmallProgram] {
    left.flatMap { left in right.compactMap { SmallProgram(name: "\(left)|\($0)") } }
  }
}
