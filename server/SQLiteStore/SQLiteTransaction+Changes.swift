import ChangeModel
import HubStore
import MergeEngine
import PlantedBugs

extension SQLiteTransaction {
  /// What an entry takes beside its record: the ID and a few small integers.
  private static let headingBytes = 32

  func changes(in scope: Scope, after mark: PullMark, limit: Int, bytes: Int) throws -> [ScopeChange] {
    var rows = MarkedStatement(
      atMark: try statement(
        """
        SELECT \(Self.rowColumns) FROM rows WHERE scope = ?1 AND changed = ?2 AND key > ?3 ORDER BY key
        """),
      pastMark: try statement(
        "SELECT \(Self.rowColumns) FROM rows WHERE scope = ?1 AND changed > ?2 ORDER BY changed, key"),
      positionColumn: 4, keyColumn: 0)
    var departures = MarkedStatement(
      atMark: try statement(
        """
        SELECT position, key FROM departures WHERE scope = ?1 AND position = ?2 AND key > ?3 ORDER BY key
        """),
      pastMark: try statement(
        "SELECT position, key FROM departures WHERE scope = ?1 AND position > ?2 ORDER BY position, key"),
      positionColumn: 0, keyColumn: 1)
    defer {
      rows.reset()
      departures.reset()
    }
    try rows.start(scope: scope, mark: mark)
    try departures.start(scope: scope, mark: mark)
    var result = [ScopeChange]()
    var room = max(0, bytes)
    while result.count < limit, room >= 0, let isRow = Self.isRowNext(rows.place, departures.place) {
      if isRow {
        room -= rows.current.byteCount(5) + Self.headingBytes
        result.append(.row(try row(rows.current)))
        try rows.advance()
      } else if let place = departures.place {
        room -= Self.headingBytes
        let key = RecordKey.decode(place.key)
        result.append(.departed(Departure(scope: scope, position: place.position, key: key)))
        try departures.advance()
      }
    }
    return result
  }

  func changeCount(in scope: Scope, after mark: PullMark, limit: Int) throws -> Int {
    let queries = [
      "SELECT count(*) FROM (SELECT 1 FROM rows WHERE scope = ?1 AND changed = ?2 AND key > ?3 LIMIT ?4)",
      "SELECT count(*) FROM (SELECT 1 FROM rows WHERE scope = ?1 AND changed > ?2 AND ?3 = ?3 LIMIT ?4)",
      "SELECT count(*) FROM (SELECT 1 FROM departures WHERE scope = ?1 AND position = ?2 AND key > ?3 LIMIT ?4)",
      "SELECT count(*) FROM (SELECT 1 FROM departures WHERE scope = ?1 AND position > ?2 AND ?3 = ?3 LIMIT ?4)",
    ]
    let limit = max(0, limit)
    var count = 0
    for query in queries where count < limit {
      count +=
        try statement(query).first(
          .integer(scope.code), .integer(mark.position), .integer(RecordKey.bound(of: mark)),
          .integer(Int64(limit - count))
        ) { Int($0.integer(0)) } ?? 0
    }
    return count
  }

  /// Whether the row stands before the departure; nil when there is neither.
  private static func isRowNext(_ row: MarkedStatement.Place?, _ departure: MarkedStatement.Place?) -> Bool? {
    guard let row else { return departure == nil ? nil : false }
    guard let departure else { return true }
    return row < departure
  }
}

/// The part of a scope's order of changes that one table holds, after a mark: first what is left of the mark's own
/// position, then the later positions. Two statements, because each then begins at its first row in the index, however
/// many rows one position has.
struct MarkedStatement {
  struct Place: Comparable {
    var position: Int64
    var key: Int64

    static func < (left: Place, right: Place) -> Bool { (left.position, left.key) < (right.position, right.key) }
  }

  let atMark: RawStatement
  let pastMark: RawStatement
  let positionColumn: Int32
  let keyColumn: Int32
  /// The statement that `place` stands in.
  private(set) var current: RawStatement
  /// nil past the end.
  private(set) var place: Place?

  init(atMark: RawStatement, pastMark: RawStatement, positionColumn: Int32, keyColumn: Int32) {
    self.atMark = atMark
    self.pastMark = pastMark
    self.positionColumn = positionColumn
    self.keyColumn = keyColumn
    current = atMark
  }

  mutating func start(scope: Scope, mark: PullMark) throws {
    for statement in [atMark, pastMark] {
      try statement.bind(1, scope.code)
      try statement.bind(2, mark.position)
    }
    try atMark.bind(3, RecordKey.bound(of: mark))
    isPast = PlantedBug.pageSkipsRestOfPosition.isOn
    current = isPast ? pastMark : atMark
    try advance()
  }

  private var isPast = false

  mutating func advance() throws {
    if try current.step() {
      place = Place(position: current.integer(positionColumn), key: current.integer(keyColumn))
    } else if isPast {
      place = nil
    } else {
      isPast = true
      current = pastMark
      try advance()
    }
  }

  func reset() {
    atMark.reset()
    pastMark.reset()
  }
}
