import ChangeModel
import FieldSales
import GRDB

/// What the rep's own leases have left, as this replica knows: less what waits here for the server's word.
struct LeaseFinder {
  let db: Database
  /// The rep's ID.
  let rep: Value
  let device: DeviceNumber
  /// In milliseconds since 1970 UTC.
  let now: Int64
  /// The order in question: what it asks for itself is not taken off.
  let order: RowID

  /// Of a lease `l`: what is granted, less what orders have spent, less what handed-in orders will spend that the server
  /// has not judged yet.
  static let left = "max(0, coalesce(l.granted, 0) - coalesce(l.spent, 0) - \(waiting("")))"

  private static func waiting(_ condition: String) -> String {
    let lines = "order_lines AS w JOIN orders AS o ON o.id = w.order_id"
    let gift = "coalesce(w.list_price * w.quantity, 0) - (\(LineTotal.net("w")))"
    return """
      CASE l.kind
        WHEN 'stock' THEN (SELECT coalesce(sum(w.quantity), 0) FROM \(lines)
          WHERE w.stock_lease_id = l.id AND o.status = 'submitted' AND coalesce(w.stock_taken, 0) = 0 \(condition))
        WHEN 'promotion' THEN (SELECT coalesce(sum(max(0, \(gift))), 0) FROM \(lines)
          WHERE w.budget_lease_id = l.id AND o.status = 'submitted' AND coalesce(w.budget_taken, 0) = 0 \(condition))
        ELSE (SELECT coalesce(sum(\(LineTotal.net("w"))), 0) FROM \(lines)
          WHERE o.credit_lease_id = l.id AND o.status = 'submitted' AND o.credit_taken IS NULL \(condition))
      END
      """
  }

  /// The leases of a product, promotion or customer that can be spent now, the one that ends first in front: columns
  /// `id`, `number`, `left`, `expires_at`.
  ///
  /// Those that another device of the rep's asked for are left to it: it may spend them at this very moment.
  func live(_ kind: LeaseKind, of subject: RowID) throws -> [Record] {
    try db.records(
      """
      SELECT * FROM (
        SELECT l.id, l.number, l.expires_at,
          max(0, coalesce(l.granted, 0) - coalesce(l.spent, 0) - \(Self.waiting("AND o.id <> :order"))) AS left
        FROM leases AS l
        WHERE l.kind = :kind AND l.\(kind.column) = :subject AND l.rep_id = :rep AND l.status = 'granted'
          AND l.expires_at > :now AND coalesce(l.device, :device) = :device
      ) WHERE left > 0 ORDER BY expires_at, number, id
      """,
      [
        "kind": kind.rawValue, "subject": Value(subject).databaseValue, "rep": rep.databaseValue, "now": now,
        "device": device, "order": Value(order).databaseValue,
      ])
  }
}

extension Desk {
  /// nil where the server grants no leases yet, or the user is no rep of the org.
  func leases(besides order: RowID, _ db: Database) throws -> LeaseFinder? {
    guard knows("order_lines", "stock_lease_id"), try db.tableExists("leases") else { return nil }
    let rep = try ownRepID(db)
    if rep.isNull { return nil }
    return LeaseFinder(db: db, rep: rep, device: replica.identity.device, now: now, order: order)
  }
}
