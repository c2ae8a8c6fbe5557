import ChangeModel
import FieldSales
import Foundation
import GRDB

/// Lists and reports that people want to see again, under a name.
public struct SavedViewBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// The commands that a view may run: they read, and write nothing, neither rows nor files.
  static let readers: Set = [
    "report", "funnel", "today", "search", "territory list", "warning list", "customer list", "customer search",
    "contact list", "visit list", "order list", "product list", "lead list", "opportunity list", "task list",
    "activity list", "complaint list", "care list", "survey list", "campaign list", "invoice list", "invoice overdue",
    "delivery list", "return list", "stock list", "promotion list", "price lists", "loyalty list", "loyalty due",
    "target list", "commission show", "commission lines", "commission plans",
  ]

  /// The user's own and everyone's, by name: `name`, `is_shared`, `command` as it is typed.
  public func list() throws -> [Record] {
    try desk.read { db in
      try require(db)
      return try db.records(
        "SELECT id, name, rep_id IS NULL AS is_shared, command FROM saved_views ORDER BY \(desk.byName("name")), id"
      ).map { row in
        row.removing("command").adding("command", .text((Self.words(row) ?? []).joined(separator: " ")))
      }
    }
  }

  /// Saves a command under a name, in the place of the own view of that name.
  /// - Parameter isShared: for everyone, which managers and the office may.
  public func save(_ name: String, words: [String], isShared: Bool) throws {
    guard name.contains(where: { !$0.isWhitespace }) else { throw FieldError(.usage, "give the view a name") }
    try Self.check(words)
    if isShared { try desk.requireManager() }
    let command = String(decoding: try JSONEncoder().encode(words), as: UTF8.self)
    try desk.write { db in
      try require(db)
      let rep: Value = isShared ? .null : try desk.ownRepID(db)
      _ = try db.put(
        "saved_views", ["rep_id": rep, "name": .text(name), "command": .text(command)],
        where: "name = ? COLLATE NOCASE AND rep_id IS ?", [name, rep.databaseValue], newID: desk.newID)
    }
  }

  /// The words of the view's command; the own one goes before everyone's of that name.
  public func words(of name: String) throws -> [String] {
    try desk.read { db in
      try require(db)
      let rows = try db.records(
        "SELECT * FROM saved_views WHERE name = ? COLLATE NOCASE ORDER BY rep_id IS NULL, id", [name])
      guard let words = rows.first.flatMap(Self.words) else {
        throw FieldError(.failed, "there is no view \"\(name)\" here: `godwit view list` shows what there is")
      }
      // Whoever wrote the row, it does not get to write through somebody else's hands.
      try Self.check(words)
      return words
    }
  }

  /// Deletes the own view of a name, or everyone's.
  public func delete(_ name: String, isShared: Bool) throws {
    if isShared { try desk.requireManager() }
    try desk.write { db in
      try require(db)
      let rep: Value = isShared ? .null : try desk.ownRepID(db)
      let row = try db.record(
        "SELECT id FROM saved_views WHERE name = ? COLLATE NOCASE AND rep_id IS ? ORDER BY id LIMIT 1",
        [name, rep.databaseValue])
      guard let id = row?.id else {
        throw FieldError(.failed, "there is no view \"\(name)\" here: `godwit view list` shows what there is")
      }
      try db.delete(from: "saved_views", id: id)
    }
  }

  private static func check(_ words: [String]) throws {
    let isReader = readers.contains(words.first ?? "") || readers.contains(words.prefix(2).joined(separator: " "))
    guard isReader else {
      throw FieldError(.usage, "a view runs a list or a report, such as `report churn --limit 20`")
    }
    let own = ["--home", "--json", "--lang"]
    if words.contains(where: { word in own.contains { word == $0 || word.hasPrefix($0 + "=") } }) {
      throw FieldError(.usage, "leave --home, --json and --lang out: they are given when the view is run")
    }
  }

  private static func words(_ row: Record) -> [String]? {
    row.text("command").flatMap { try? JSONDecoder().decode([String].self, from: Data($0.utf8)) }
  }

  /// A server of an older release has no such table.
  private func require(_ db: Database) throws {
    guard try db.tableExists("saved_views") else {
      throw FieldError(.failed, "the server keeps no views yet: update it first")
    }
  }
}
