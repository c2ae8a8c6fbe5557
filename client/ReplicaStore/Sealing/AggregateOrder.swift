import ChangeModel
import MergeEngine

/// The order in which the parts of a union go to the server one by one: what others refer to goes first.
///
/// A part is all that lands together: an order with its lines. Parts of tables that others refer to go before them;
/// parts that only delete go last, in the opposite order.
struct AggregateOrder {
  private let ranks: [Int]

  init(schema: Schema) {
    let roots = schema.tables.indices.map(RootSQL(schema: schema).rootTable)
    var needs = [Set<Int>](repeating: [], count: schema.tables.count)
    for (index, table) in schema.tables.enumerated() {
      for target in table.columns.compactMap({ $0.references.flatMap(schema.index(of:)) }) {
        if roots[target] != roots[index] { needs[roots[index]].insert(roots[target]) }
      }
    }
    ranks = Self.ranked(needs)
  }

  /// Compares two parts by their roots and by whether all they do is delete.
  func precedes(_ left: (root: RowKey, deletes: Bool), _ right: (root: RowKey, deletes: Bool)) -> Bool {
    place(left) < place(right)
  }

  private func place(_ part: (root: RowKey, deletes: Bool)) -> (Int, Int, Int64) {
    let rank = ranks[part.root.table]
    return part.deletes ? (1, -rank, part.root.row) : (0, rank, part.root.row)
  }

  /// A place for each table after all that it needs. Where tables need each other, the first in the schema goes first.
  private static func ranked(_ needs: [Set<Int>]) -> [Int] {
    var ranks = [Int](repeating: 0, count: needs.count)
    var waiting = Array(needs.indices)
    for rank in needs.indices {
      let free = waiting.first { table in !waiting.contains { $0 != table && needs[table].contains($0) } }
      guard let next = free ?? waiting.first else { break }
      ranks[next] = rank
      waiting.removeAll { $0 == next }
    }
    return ranks
  }
}
