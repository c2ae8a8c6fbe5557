import ChangeModel
import GRDB

/// Looks for words in all that a rep deals with.
public struct Search: Sendable {
  /// Rows of one kind that are looked at before the limit counts.
  static let candidatesMax = 1000

  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// At most `limit` of each kind: columns `kind`, `id`, `handle`, `name`, `detail`.
  ///
  /// Every word of the text must begin a word of the record, in any case of letters and without marks; Chinese is found
  /// in any part. Without FTS5, or for a text without letters and digits, it must stand somewhere as it is.
  public func find(_ text: String, limit: Int) throws -> [Record] {
    guard let query = SearchText.query(text), let index = try SearchIndex(desk.replica) else {
      return try findAsWritten(text, limit: limit)
    }
    try index.catchUp()
    return try sources.flatMap { source in
      let ids = try index.find(query, in: source.table, limit: Self.candidatesMax)
      guard !ids.isEmpty else { return [Record]() }
      let marks = ids.map { _ in "?" }.joined(separator: ", ")
      return try desk.read { db in
        try db.records(
          "\(source.select)\nWHERE x.id IN (\(marks)) ORDER BY \(desk.byName("name")), handle, x.id LIMIT \(max(0, limit))",
          StatementArguments(ids.map { Value($0).databaseValue }))
      }.map { worded($0, source) }
    }
  }

  private func findAsWritten(_ text: String, limit: Int) throws -> [Record] {
    try desk.read { db in
      try sources.flatMap { source in
        var query = Query(source.select)
        query.addWords(text, in: source.columns.map { "x." + $0 })
        return try query.fetch(db, order: "\(desk.byName("name")), handle, x.id", limit: limit)
          .map { worded($0, source) }
      }
    }
  }

  /// With stored words as the reader calls them; programs get them as they are stored.
  private func worded(_ record: Record, _ source: SearchSource) -> Record {
    guard let language = desk.language else { return record }
    let values = zip(record.columns, record.values).map { column, value -> Value in
      guard let stored = source.words[column], let word = value.text else { return value }
      return .text(Catalogue.word(word, of: stored, in: language))
    }
    return Record(columns: record.columns, values: values)
  }

  /// Those whose table the replica has.
  private var sources: [SearchSource] {
    let schema = desk.replica.schema
    return SearchSource.all.filter { schema[$0.table] != nil }
  }
}
