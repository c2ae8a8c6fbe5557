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
    case .integer?: (steps, comment) = integerSteps(steps, match.column, form, found)
    case .reference?:
      guard let kind = column?.references.flatMap(ImportKind.holding) else { return [] }
      steps.append("reference \(kind.name)")
    default:
      if case .workflow(let workflow)? = column?.policy { return states(match, workflow, found) }
      if match.column == "birth_date", case .date(let patterns) = form {
        steps.append(patterns.first.flatMap { $0 }.map { "day \"\($0)\"" } ?? "day")
      } else if let step = textStep(match.column, found) {
        steps.append(step)
      }
    }
    let value = ([word(match.source)] + steps).joined(separator: " | ")
    let statement = "\(match.column) = \(value)"
    return comment.map { ["# \($0)", statement] } ?? [statement]
  }

  /// Which of our states another system's is, nobody can guess: the lines wait to be filled in.
  private static func states(_ match: Match, _ workflow: Workflow, _ profile: ColumnProfile?) -> [String] {
    let theirs = (profile?.common ?? []).map { "\"\($0.value.trimmed)\" = \"?\"" }.joined(separator: ", ")
    return [
      "# Say which of ours each is, and take the # away: \(workflow.states.map(\.name).joined(separator: ", ")).",
      "# \(match.column) = \(word(match.source)) | map \(theirs)",
    ]
  }

  private static func integerSteps(
    _ steps: [String], _ column: String, _ form: ValueForm, _ profile: ColumnProfile?
  ) -> (steps: [String], comment: String?) {
    if column.hasSuffix("_at"), form == .whole, let step = countedTime(profile) {
      return (steps + [step], "Numbers that look like times.")
    }
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
    let isMoney = ["unit_price", "credit_limit", "amount", "tax", "outstanding", "value"].contains(column)
    guard case .decimal(let places, _) = form else {
      return (
        steps + [isMoney ? "money" : scaled(column, places: 0)], form == .whole ? nil : "Not all values are numbers."
      )
    }
    if isMoney { return (steps + ["money" + (places > 2 ? " rounded" : "")], nil) }
    return (steps + [scaled(column, places: places) + (places > 6 ? " rounded" : "")], nil)
  }

  /// `20251231`, or seconds or milliseconds since 1970, told by the number of digits.
  private static func countedTime(_ profile: ColumnProfile?) -> String? {
    guard let profile, profile.least.count == profile.greatest.count else { return nil }
    switch profile.least.count {
    case 8: return DateFormat("YYYYMMDD")?.milliseconds(profile.least) == nil ? nil : "date \"YYYYMMDD\""
    case 9, 10: return "date seconds"
    case 12, 13: return "date milliseconds"
    default: return nil
    }
  }

  private static func scaled(_ column: String, places: Int) -> String {
    switch column {
    case "latitude", "longitude": "decimal 6"
    // 0.25 and 25 are both a quarter.
    case "discount", "tax_rate", "probability": places > 0 && column == "discount" ? "decimal 4" : "decimal 2"
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
    case "opportunities": ["customer_id", "name", "stage"]
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
    case "opportunities": []
    case "orders", "payments", "invoices": ["number"]
    default: ["code", "name"]
    }
  }
}
