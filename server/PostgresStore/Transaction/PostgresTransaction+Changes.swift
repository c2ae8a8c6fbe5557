import ChangeModel
import HubStore
import MergeEngine

extension PostgresTransaction {
  /// What an entry takes beside its record: the ID and a few small integers.
  private static let headingBytes = 32
  /// More are not fetched at once.
  private static let pageMax = 4_000

  func changes(in scope: Scope, after mark: PullMark, limit: Int, bytes: Int) throws -> [ScopeChange] {
    _ = try org()
    var place = ChangePlace(position: mark.position, key: RecordKey.bound(of: mark))
    var result = [ScopeChange]()
    var room = max(0, bytes)
    while result.count < limit, room >= 0 {
      // A row takes some hundred bytes: about as many are fetched as there is room for.
      let count = min(limit - result.count, Self.pageMax, max(64, room / 256))
      let answers = try fetch(Self.queries(in: scope, after: place, count: count, org: orgParameter))
      var page = ChangePage(rows: answers[0], departures: answers[1], countMax: Int32(clamping: count))
      while result.count < limit, room >= 0, let entry = try page.next() {
        place = entry.place
        switch entry.source {
        case .row(let index):
          room -= answers[0].byteCount(index, 5) + Self.headingBytes
          result.append(.row(try row(answers[0], index)))
        case .departure:
          room -= Self.headingBytes
          result.append(
            .departed(Departure(scope: scope, position: place.position, key: RecordKey.decode(place.key))))
        }
      }
      if page.isLast { break }
    }
    return result
  }

  func changeCount(in scope: Scope, after mark: PullMark, limit: Int) throws -> Int {
    let limit = max(0, limit)
    let queries = ["rows", "departures"].map { table in
      let position = table == "rows" ? "changed" : "position"
      return Query(
        """
        SELECT count(*) FROM (SELECT 1 FROM godwit.\(table)
          WHERE org = $1 AND scope = $2 AND (\(position), key) > ($3, $4) LIMIT $5) AS counted
        """, orgParameter, .integer(scope.code), .integer(mark.position), .integer(RecordKey.bound(of: mark)),
        .integer(Int64(limit)))
    }
    let counts = try fetch(queries).map { Int(try $0.integer(0, 0)) }
    return min(limit, counts.reduce(0) { $0.addingReportingOverflow($1).partialValue })
  }

  private static func queries(in scope: Scope, after place: ChangePlace, count: Int, org: Parameter) -> [Query] {
    [
      Query(
        """
        SELECT \(rowColumns) FROM godwit.rows WHERE org = $1 AND scope = $2 AND (changed, key) > ($3, $4)
        ORDER BY changed, key LIMIT $5
        """, org, .integer(scope.code), .integer(place.position), .integer(place.key), .integer(Int64(count))),
      Query(
        """
        SELECT position, key FROM godwit.departures WHERE org = $1 AND scope = $2 AND (position, key) > ($3, $4)
        ORDER BY position, key LIMIT $5
        """, org, .integer(scope.code), .integer(place.position), .integer(place.key), .integer(Int64(count))),
    ]
  }
}

/// A place in a scope's order of changes.
struct ChangePlace: Comparable {
  var position: Int64
  var key: Int64

  static func < (left: ChangePlace, right: ChangePlace) -> Bool {
    (left.position, left.key) < (right.position, right.key)
  }
}

/// Rows and departures of a scope, fetched together, in one order as far as both are known.
struct ChangePage {
  enum Source {
    case row(Int32)
    case departure
  }

  private let rows: QueryAnswer
  private let departures: QueryAnswer
  private let countMax: Int32
  private var nextRow: Int32 = 0
  private var nextDeparture: Int32 = 0

  init(rows: QueryAnswer, departures: QueryAnswer, countMax: Int32) {
    self.rows = rows
    self.departures = departures
    self.countMax = countMax
  }

  /// Whether nothing is left behind this page.
  var isLast: Bool { rows.rowCount < countMax && departures.rowCount < countMax }

  /// The next entry; nil when the page is used up, or when what follows might stand behind something not fetched yet.
  mutating func next() throws -> (place: ChangePlace, source: Source)? {
    if isCut(rows, nextRow) || isCut(departures, nextDeparture) { return nil }
    let row = try place(rows, nextRow, position: 4, key: 0)
    let departure = try place(departures, nextDeparture, position: 0, key: 1)
    if let row, departure.map({ row < $0 }) ?? true {
      defer { nextRow += 1 }
      return (row, .row(nextRow))
    }
    guard let departure else { return nil }
    nextDeparture += 1
    return (departure, .departure)
  }

  private func isCut(_ answer: QueryAnswer, _ index: Int32) -> Bool {
    index >= answer.rowCount && answer.rowCount >= countMax
  }

  private func place(_ answer: QueryAnswer, _ index: Int32, position: Int32, key: Int32) throws -> ChangePlace? {
    guard index < answer.rowCount else { return nil }
    return ChangePlace(position: try answer.integer(index, position), key: try answer.integer(index, key))
  }
}
