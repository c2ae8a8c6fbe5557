import ChangeModel

extension MappingProposal {
  /// The statement that fills a column, with the steps that its values need.
  static func statement(_ match: Match, _ column: ColumnSchema?, _ profile: FileProfile) -> [String] {
    let found = profile.columns.first { $0.name == match.source }
    let form = profile.forms[match.source] ?? .text
    var steps = [String]()
    if let found, found.misread > 0 { steps.append("repair") }
    var comment: String?
    switch column?.kind {
    case .integer?: (steps, comment) = integerSteps(steps, match.column, form)
    case .reference?:
      guard let kind = column?.references.flatMap(ImportKind.holding) else { return [] }
      steps.append("reference \(kind.name)")
    default:
      if let step = textStep(match.column, found) { steps.append(step) }
    }
    let value = ([word(match.source)] + steps).joined(separator: " | ")
    let statement = "\(match.column) = \(value)"
    return comment.map { ["# \($0)", statement] } ?? [statement]
  }

  private static func integerSteps(
    _ steps: [String], _ column: String, _ form: ValueForm
  ) -> (steps: [String], comment: String?) {
    if column.hasSuffix("_at") {
      guard case .date(let patterns) = form else {
        return (steps + ["date"], "Not all values are dates in one form; rows that are not will be refused.")
      }
      let step = patterns.first.flatMap { $0 }.map { "date \"\($0)\"" } ?? "date"
      let others = patterns.dropFirst().compactMap { $0 }
      return (
        steps + [step], others.isEmpty ? nil : "It may also be \(others.joined(separator: " or ")): look at the file."
      )
    }
    let isMoney = ["unit_price", "credit_limit", "amount", "tax", "outstanding"].contains(column)
    guard case .decimal(let places, let usesComma) = form else {
      return (
        steps + [isMoney ? "money" : scaled(column, places: 0)], form == .whole ? nil : "Not all values are numbers."
      )
    }
    let tail = usesComma ? " comma" : ""
    if isMoney { return (steps + ["money" + tail + (places > 2 ? " rounded" : "")], nil) }
    return (steps + [scaled(column, places: places) + tail + (places > 6 ? " rounded" : "")], nil)
  }

  private static func scaled(_ column: String, places: Int) -> String {
    switch column {
    case "latitude", "longitude": "decimal 6"
    // 0.25 and 25 are both a quarter.
    case "discount", "tax_rate": places > 0 && column == "discount" ? "decimal 4" : "decimal 2"
    default: "integer"
    }
  }

  private static func textStep(_ column: String, _ profile: ColumnProfile?) -> String? {
    switch column {
    case "phone": "phone"
    case "street": "address"
    case "name" where profile?.nearlyEqual ?? 0 > 0: "name"
    case "name", "city", "region", "country", "title", "role": "spaces"
    default: (profile?.withEdgeBlanks ?? 0) > 0 ? "spaces" : nil
    }
  }
}

extension ImportKind {
  /// Our columns without which a file is hardly of the kind.
  var neededColumns: [String] {
    switch name {
    case "territories": ["name"]
    case "reps": ["name", "code"]
    case "products": ["sku", "unit_price"]
    case "customers": ["name"]
    case "contacts": ["customer_id", "name"]
    case "orders": ["customer_id", "number", "placed_at"]
    case "order_lines": ["order_id", "quantity", "unit_price"]
    case "payments", "invoices": ["customer_id", "amount", "booked_at"]
    default: ["id"]
    }
  }

  /// Our columns that may be the key, the likeliest first.
  var keyColumns: [String] {
    switch name {
    case "products": ["sku"]
    case "orders", "payments", "invoices": ["number"]
    default: ["code", "name"]
    }
  }
}
