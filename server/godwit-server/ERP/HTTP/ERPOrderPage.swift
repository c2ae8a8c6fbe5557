import ChangeModel
import Foundation
import Hub
import HubServer

/// The orders that wait for the ERP's answer, a page at a time.
///
/// An order is listed until it is answered, whatever was asked before: what an answer was lost on the way of comes again.
struct ERPOrderPage {
  static let ordersMax = 500

  let link: any OfficeLink
  let query: [String: String]

  struct Answer: Encodable {
    var orders: [[String: Value]]
    /// What to ask for next; nil on the last page.
    var next: String?

    enum CodingKeys: CodingKey { case orders, next }

    func encode(to encoder: any Encoder) throws {
      var box = encoder.container(keyedBy: CodingKeys.self)
      try box.encode(orders, forKey: .orders)
      try box.encode(next, forKey: .next)
    }
  }

  /// A text, or the lines of an order.
  enum Value: Encodable {
    case text(String?)
    case lines([[String: String?]])

    func encode(to encoder: any Encoder) throws {
      var box = encoder.singleValueContainer()
      switch self {
      case .text(let text): try box.encode(text)
      case .lines(let lines): try box.encode(lines)
      }
    }
  }

  func answer() async throws -> Answer {
    let limit = try limit()
    let start = try query["after"].map(Place.init(text:))
    var waiting = [(place: Place, order: ImportRow)]()
    try await link.forEachRow(of: "orders") { order in
      guard ERPOrders.status(order) == "submitted" else { return }
      let place = Place(order)
      if let start, !(start < place) { return }
      waiting.append((place, order))
    }
    waiting.sort { $0.place < $1.place }
    let page = waiting.prefix(limit)
    let sheet = try await OrderSheet(link: link, orders: Set(page.map(\.order.id)))
    return Answer(
      orders: page.map { Self.document(sheet.fields(of: $0.order)) },
      next: waiting.count > limit ? page.last?.place.text : nil)
  }

  private func limit() throws -> Int {
    guard let text = query["limit"] else { return 100 }
    guard let limit = Int(text), (1...Self.ordersMax).contains(limit) else {
      throw ERPFault.malformed("limit is 1 to \(Self.ordersMax)")
    }
    return limit
  }

  private static func document(_ fields: (head: [String?], lines: [[String?]])) -> [String: Value] {
    let (own, rest) = (
      OrderSheet.header.prefix(OrderSheet.headCount), OrderSheet.header.dropFirst(OrderSheet.headCount)
    )
    var order = Dictionary(uniqueKeysWithValues: zip(own, fields.head.map(Value.text)))
    order["lines"] = .lines(fields.lines.map { Dictionary(uniqueKeysWithValues: zip(rest, $0)) })
    return order
  }

  /// Where an order stands among those that wait: by the time it was placed.
  struct Place: Comparable {
    var time: Int64
    var id: RowID

    init(_ order: ImportRow) {
      time = order.values["placed_at"]?.integer ?? 0
      id = order.id
    }

    /// - Throws: `ERPFault` when it is not what an answer gave as `next`.
    init(text: String) throws {
      let parts = text.split(separator: "_")
      guard parts.count == 2, let time = Int64(parts[0]), let id = RowID(String(parts[1])) else {
        throw ERPFault.malformed("after is not what an answer gave as next")
      }
      (self.time, self.id) = (time, id)
    }

    var text: String { "\(time)_\(id)" }

    static func < (left: Place, right: Place) -> Bool { (left.time, left.id) < (right.time, right.id) }
  }
}
