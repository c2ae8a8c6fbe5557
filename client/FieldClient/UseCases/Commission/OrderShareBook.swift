import ChangeModel
import FieldSales
import GRDB

/// Who else is paid for an order.
public struct OrderShareBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// The parts of an order: `rep`, `share` in basis points; the order's own rep has what is left.
  public func list(_ order: String) throws -> [Record] {
    try desk.read { db in
      try require(db)
      return try parts(of: try RowFinder.order.find(order, in: db), db)
    }
  }

  /// Gives a rep a part of what an order pays; 0 takes it back.
  /// - Parameter share: in basis points.
  public func put(_ order: String, rep: String, share: Int64) throws -> [Record] {
    try desk.requireManager()
    guard (0...10_000).contains(share) else { throw FieldError(.usage, "a share is 0 to 100 percent") }
    return try desk.write { db in
      try require(db)
      let order = try RowFinder.order.find(order, in: db)
      let rep = try RowFinder.rep.find(rep, in: db)
      let owner = try db.record("SELECT rep_id FROM orders WHERE id = ?", [Value(order).databaseValue])?.rowID("rep_id")
      guard owner != rep else {
        throw FieldError(.usage, "the order's own rep has what others do not get: name another rep")
      }
      let others =
        try db.record(
          "SELECT coalesce(sum(share), 0) AS n FROM order_shares WHERE order_id = ? AND rep_id <> ?",
          [Value(order).databaseValue, Value(rep).databaseValue])?.integer("n") ?? 0
      guard others.saturatingSum(share) <= 10_000 else {
        throw FieldError(.failed, "others have \(Decimals.text(others, digits: 2)) % already: at most the rest is left")
      }
      let id = FieldSales.orderShareID(order: order, rep: rep)
      if try db.record("SELECT id FROM order_shares WHERE id = ?", [Value(id).databaseValue]) == nil {
        try db.insert(
          into: "order_shares", id: id,
          ["order_id": Value(order), "rep_id": Value(rep), "share": .integer(share)])
      } else {
        try db.update("order_shares", id: id, ["share": .integer(share)])
      }
      return try parts(of: order, db)
    }
  }

  private func parts(of order: RowID, _ db: Database) throws -> [Record] {
    try db.records(
      """
      SELECT r.name AS rep, x.share FROM (
        SELECT o.rep_id, 10000 - coalesce((
          SELECT min(10000, sum(max(p.share, 0))) FROM order_shares AS p
          WHERE p.order_id = o.id AND p.rep_id IS NOT o.rep_id
        ), 0) AS share, 0 AS place
        FROM orders AS o WHERE o.id = :order
        UNION ALL
        SELECT p.rep_id, p.share, 1 FROM order_shares AS p JOIN orders AS o ON o.id = p.order_id
        WHERE o.id = :order AND p.share > 0 AND p.rep_id IS NOT o.rep_id
      ) AS x LEFT JOIN reps AS r ON r.id = x.rep_id
      ORDER BY x.place, x.share DESC, r.name
      """, ["order": Value(order).databaseValue])
  }

  private func require(_ db: Database) throws {
    guard try db.tableExists("order_shares") else {
      throw FieldError(.failed, "the server splits no orders yet: update it first")
    }
  }
}
