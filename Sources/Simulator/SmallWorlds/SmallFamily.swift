/// Programs of one shape.
public struct SmallFamily: Sendable {
  public var name: String
  public var programs: [SmallProgram]

  /// All families up to a number of operations.
  public static func families(operations: Int) -> [SmallFamily] {
    let all = SmallOperation.alphabet.indices.map { $0 }
    let anns = all.filter { !SmallOperation.alphabet[$0].isManagers }
    let core = indices(["phone", "tag-add", "delete-customer", "new-order", "move"])
    let coreOfAnn = core.filter(anns.contains)
    let heart = indices(["phone", "delete-customer", "new-order"])
    var families = [SmallFamily("one on each, all kinds", pairs(anns.map { [$0] }, all.map { [$0] }))]
    if operations > 2 {
      families.append(SmallFamily("two on Ann's, one on Mia's", pairs(words(coreOfAnn), core.map { [$0] })))
      families.append(SmallFamily("one on Ann's, two on Mia's", pairs(coreOfAnn.map { [$0] }, words(core))))
    }
    if operations > 3 { families.append(SmallFamily("two on each", pairs(words(heart), words(heart)))) }
    return families
  }

  public init(_ name: String, _ programs: [SmallProgram]) {
    self.name = name
    self.programs = programs
  }

  private static func indices(_ names: [String]) -> [Int] {
    names.compactMap { name in SmallOperation.alphabet.firstIndex { $0.name == name } }
  }

  /// All sequences of two.
  private static func words(_ letters: [Int]) -> [[Int]] { letters.flatMap { first in letters.map { [first, $0] } } }

  private static func pairs(_ left: [[Int]], _ right: [[Int]]) -> [SmallProgram] {
    left.flatMap { left in right.map { SmallProgram(operations: [left, $0]) } }
  }
}
