import ChangeModel
import HubStore
import MergeEngine

/// Answers `RowNeeds`: at most one statement for each kind of need and each table of IDs, all in one round trip.
struct RowLoading {
  private enum Part {
    case rows
    case children
    case owners
    case dead
  }

  private(set) var queries: [Query] = []
  private var parts: [Part] = []
  private let values: [[UInt8]: [UniqueValue]]
  private var seen: Set<RowKey> = []
  private var loaded = LoadedRows()

  init(_ needs: RowNeeds, org: Parameter) {
    // Values that differ may be kept as the same: both zeros are one.
    values = Dictionary(grouping: needs.uniqueValues, by: ValueKey.encode)
    let columns = PostgresTransaction.rowColumns
    let keys = needs.keys.compactMap(RecordKey.encodeIfPossible).sorted()
    if !keys.isEmpty {
      add(.rows, Query("SELECT \(columns) FROM godwit.rows WHERE org = $1 AND key = ANY($2)", org, .integers(keys)))
    }
    for (table, ids) in Dictionary(grouping: needs.ids, by: \.table).sorted(by: { $0.key < $1.key }) {
      add(
        .rows,
        Query(
          "SELECT \(columns) FROM godwit.rows WHERE org = $1 AND tbl = $2 AND id = ANY($3)", org,
          .integer(Int64(table)), .blobs(ids.sorted().map(\.id.bytes))))
    }
    for parent in needs.childrenOf { loaded.children[parent] = [] }
    let parents = needs.childrenOf.compactMap(RecordKey.encodeIfPossible).sorted()
    if !parents.isEmpty {
      add(
        .children,
        Query(
          "SELECT \(columns) FROM godwit.rows WHERE org = $1 AND parent = ANY($2) ORDER BY key", org,
          .integers(parents)))
    }
    if !values.isEmpty {
      let sorted = values.keys.sorted { $0.lexicographicallyPrecedes($1) }
      add(
        .owners,
        Query("SELECT value, row FROM godwit.unique_values WHERE org = $1 AND value = ANY($2)", org, .blobs(sorted)))
    }
  }

  /// Asks as well which of the rows are dead; an org that never collected has none.
  mutating func addDead(_ needs: RowNeeds, org: Parameter) {
    let columns = "SELECT key, id, scope FROM godwit.dead_rows WHERE org = $1"
    let keys = needs.keys.compactMap(RecordKey.encodeIfPossible).sorted()
    if !keys.isEmpty { add(.dead, Query("\(columns) AND key = ANY($2)", org, .integers(keys))) }
    for (table, ids) in Dictionary(grouping: needs.ids, by: \.table).sorted(by: { $0.key < $1.key }) {
      add(
        .dead,
        Query(
          "\(columns) AND id = ANY($3) AND key >> 48 = $2", org, .integer(Int64(table)),
          .blobs(ids.sorted().map(\.id.bytes))))
    }
  }

  private mutating func add(_ part: Part, _ query: Query) {
    parts.append(part)
    queries.append(query)
  }

  /// - Parameter row: reads a row of an answer.
  mutating func take(
    _ answers: [QueryAnswer], row: (QueryAnswer, Int32) throws -> RowState
  ) throws -> LoadedRows {
    for (part, answer) in zip(parts, answers) {
      for index in answer.rows {
        switch part {
        case .rows: add(try row(answer, index))
        case .children:
          let child = try row(answer, index)
          if let parent = child.parent { loaded.children[parent, default: []].append(child.key) }
          add(child)
        case .dead: loaded.dead.append(try PostgresTransaction.deadRow(answer, index))
        case .owners:
          let owner = try answer.integer(index, 1)
          for value in values[try answer.bytes(index, 0)] ?? [] {
            loaded.owners[value] = RowKey(table: value.table, row: owner)
          }
        }
      }
    }
    return loaded
  }

  private mutating func add(_ row: RowState) {
    if seen.insert(row.key).inserted { loaded.rows.append(row) }
  }
}
