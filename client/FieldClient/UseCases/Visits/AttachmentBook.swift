import ChangeModel
import GRDB

/// Photos, signatures and papers of visits.
public struct AttachmentBook: Sendable {
  let desk: Desk
  /// The most bytes that a replica takes; what is larger is named by its location.
  public static let bytesMax = 1 << 20

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Without the bytes themselves, which nobody reads in a list.
  static let select = """
    SELECT f.id, f.visit_id, f.kind, f.name, f.media_type, f.location, f.taken_at, length(f.content) AS bytes,
      c.name AS customer, v.check_in_at
    FROM visit_attachments AS f
    LEFT JOIN visits AS v ON v.id = f.visit_id
    LEFT JOIN customers AS c ON c.id = v.customer_id
    """

  public func list(visit: String) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      query.add("f.visit_id = ?", Value(try VisitBook(desk).latest(visit, db)))
      return try query.fetch(db, order: "f.taken_at, f.id")
    }
  }

  /// Attaches bytes, or the place where they are.
  public func add(visit: String, _ cells: Cells, content: [UInt8]?) throws -> Record {
    if let content, content.count > Self.bytesMax {
      throw FieldError(
        .failed,
        "it has \(content.count) bytes, and at most \(Self.bytesMax) travel with the replica: make it smaller,"
          + " or name where it is with --location")
    }
    guard content != nil || cells["location"]?.text != nil else {
      throw FieldError(.usage, "name a file, or where it is with --location")
    }
    return try desk.write { db in
      var cells = cells
      cells["visit_id"] = Value(try VisitBook(desk).latest(visit, db))
      if let content { cells["content"] = .blob(content) }
      if cells["taken_at"] == nil { cells["taken_at"] = .integer(desk.now) }
      let id = desk.newID()
      try db.insert(into: "visit_attachments", id: id, cells)
      return try one(id, db)
    }
  }

  /// The bytes of an attachment.
  public func content(_ name: String) throws -> [UInt8] {
    try desk.read { db in
      let id = try RowFinder.attachment.find(name, in: db)
      let row = try db.record("SELECT content, location FROM visit_attachments WHERE id = ?", [Value(id).databaseValue])
      if case .blob(let bytes)? = row?["content"] { return bytes }
      throw FieldError(.failed, "its bytes are not here, but at \(row?.text("location"), or: "a place nobody named")")
    }
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("f.id = ?", Value(id))
    return try query.fetch(db).first ?? Record()
  }
}
