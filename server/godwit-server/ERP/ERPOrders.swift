import ChangeModel
import FieldSales
import Hub
import HubServer
import OfficeImport

/// Orders on their way to the ERP, a file each, once each.
struct ERPOrders {
  let link: any OfficeLink
  let folder: ERPFolder

  /// Puts answered files away, and writes the orders that are submitted and were not written yet.
  func run(_ report: inout ERPReport) async throws {
    var orders: [String: ImportRow] = [:]
    try await link.forEachRow(of: "orders") { orders[$0.id.description] = $0 }
    try putAway(orders, &report)
    let known = try Set((folder.names(.out) + folder.names(.acknowledged)).compactMap(Self.id))
    let fresh = orders.filter { Self.status($0.value) == "submitted" && !known.contains($0.key) }
    report.waiting = try folder.names(.out).count { Self.id($0) != nil } + fresh.count
    guard !fresh.isEmpty else { return }
    let sheet = try await OrderSheet(link: link, orders: Set(fresh.values.map(\.id)))
    for order in fresh.values.sorted(by: Self.wasPlacedBefore) {
      let number = order.values["number"]?.text
      try folder.write(sheet.text(of: order), .out, Self.name(order.id, number))
      report.ordersOut.append(number ?? order.id.description)
    }
  }

  /// An order that is no longer submitted was answered, or taken back.
  private func putAway(_ orders: [String: ImportRow], _ report: inout ERPReport) throws {
    for name in try folder.names(.out) {
      guard let id = Self.id(name) else { continue }
      switch orders[id].map(Self.status) {
      case "submitted": continue
      case "confirmed", "picked", "shipped", "delivered", "invoiced":
        try folder.move(name, from: .out, to: .acknowledged)
        report.acknowledged += 1
      default:
        try folder.move(name, from: .out, to: .returned)
        report.returned += 1
      }
    }
  }

  static func wasPlacedBefore(_ left: ImportRow, _ right: ImportRow) -> Bool {
    func place(_ order: ImportRow) -> (Int64, String, String) {
      (order.values["placed_at"]?.integer ?? 0, order.values["number"]?.text ?? "", order.id.description)
    }
    return place(left) < place(right)
  }

  static func status(_ order: ImportRow) -> String { order.values["status"]?.text ?? "draft" }

  /// The number for people, as far as it can stand in a name, and the ID, which makes the name the order's alone.
  static func name(_ id: RowID, _ number: String?) -> String {
    let plain = (number ?? "").filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.prefix(40)
    return "order-\(plain.isEmpty ? "" : plain + "-")\(id).csv"
  }

  /// The ID in a name; nil for other files.
  static func id(_ name: String) -> String? {
    guard name.hasPrefix("order-"), name.hasSuffix(".csv") else { return nil }
    return RowID(String(name.dropLast(4).suffix(36)))?.description
  }
}
