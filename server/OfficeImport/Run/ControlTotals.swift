/// A figure of a source, added up over its rows: all of them, and what became of them.
public struct ControlTotal: Hashable, Sendable, Codable {
  public var name: String
  public var read: String
  public var taken: String
  /// By the reason that the mapping gives.
  public var leftOut: [String: String]
  public var refused: String

  enum CodingKeys: String, CodingKey {
    case name, read, taken, refused
    case leftOut = "left_out"
  }
}

/// Adds up the control totals of a mapping, without rounding.
struct ControlTotals {
  enum Fate: Hashable {
    case taken
    case refused
    case leftOut(String)
  }

  private let names: [String]
  private var sums: [Fate: [ExactDecimal?]] = [:]

  init(_ names: [String]) {
    self.names = names
  }

  mutating func add(_ figures: [ExactDecimal?], _ fate: Fate) {
    if figures.isEmpty { return }
    var sum = sums[fate] ?? names.map { _ in ExactDecimal(units: 0) }
    for (index, figure) in figures.enumerated() where sum.indices.contains(index) {
      if let figure { sum[index] = sum[index]?.adding(figure) }
    }
    sums[fate] = sum
  }

  var texts: [ControlTotal] {
    names.indices.map { index in
      var leftOut = [String: String]()
      for (fate, sum) in sums {
        if case .leftOut(let reason) = fate { leftOut[reason] = Self.text(sum[index]) }
      }
      return ControlTotal(
        name: names[index], read: Self.text(sum(over: Array(sums.keys), index)), taken: text(.taken, index),
        leftOut: leftOut, refused: text(.refused, index))
    }
  }

  private func sum(over fates: [Fate], _ index: Int) -> ExactDecimal? {
    fates.reduce(ExactDecimal(units: 0)) { sum, fate in
      guard let part = sums[fate]?[index] else { return nil }
      return sum?.adding(part)
    }
  }

  private func text(_ fate: Fate, _ index: Int) -> String {
    sums[fate].map { Self.text($0[index]) } ?? "0"
  }

  /// A sum that does not fit into 64 bits is none.
  private static func text(_ sum: ExactDecimal?) -> String { sum?.description ?? "too large" }
}
