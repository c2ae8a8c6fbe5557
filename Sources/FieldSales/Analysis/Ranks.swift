/// Where a figure stands among others.
public enum Ranks {
  /// Each figure's percentile: which part of the others is below it, 0 to 100, rounded down; equal figures stand alike,
  /// and a figure of zero or less stands at 0.
  public static func percentiles(_ figures: [Int64]) -> [Int64] {
    let sorted = figures.sorted()
    let others = Int64(max(1, figures.count - 1))
    return figures.map { figure in
      figure <= 0 ? 0 : 100 * Int64(position(of: figure, in: sorted)) / others
    }
  }

  /// Each figure's fifth, 1 for the least to 5 for the greatest; equal figures are in the same fifth.
  public static func fifths(_ figures: [Int64]) -> [Int64] {
    let sorted = figures.sorted()
    let count = max(1, figures.count)
    return figures.map { 1 + Int64(min(4, position(of: $0, in: sorted) * 5 / count)) }
  }

  /// How many are less.
  private static func position(of figure: Int64, in sorted: [Int64]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < figure { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
