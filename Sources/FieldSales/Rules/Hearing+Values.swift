import ChangeModel
import MergeEngine

extension Hearing {
  /// A column that holds none of the words, or no figure within the bounds, that are declared for it.
  ///
  /// The office's own books are read as they are.
  func faultOfValues(_ row: TouchedRow) -> Rejection? {
    guard actor.role != .office else { return nil }
    for rule in ColumnRule.byTable[row.key.table] ?? [] {
      let value = row.after.value(rule.column)
      if value.isNull || rule.allows(value) { continue }
      // What stood there before is not the writer's fault.
      if let before = row.before, before.value(rule.column).isSame(as: value) { continue }
      return rejection(.businessRule, row, rule.message)
    }
    return nil
  }
}

/// What a column may hold.
struct ColumnRule {
  enum Bound {
    case words([String])
    case range(ClosedRange<Int64>)
  }

  var column: Int
  var bound: Bound
  var message: String

  func allows(_ value: Value) -> Bool {
    switch bound {
    case .words(let words): value.text.map(words.contains) ?? false
    case .range(let range): value.integer.map(range.contains) ?? false
    }
  }

  /// By table, in the order of declaration.
  static let byTable: [Int: [ColumnRule]] = {
    var result = [Int: [ColumnRule]]()
    for (table, column, bound) in declared {
      guard let index = FieldSales.schema.index(of: table), let place = FieldSales.schema.tables[index].column(column)
      else { continue }
      result[index, default: []].append(
        ColumnRule(column: place, bound: bound, message: "\(table).\(column) \(advice(bound)) Correct it."))
    }
    return result
  }()

  private static func advice(_ bound: Bound) -> String {
    switch bound {
    case .words(let words): "is one of \(words.joined(separator: ", "))."
    case .range(let range): "is a whole number from \(range.lowerBound) to \(range.upperBound)."
    }
  }

  private static let amount = Bound.range(0...LineTotal.grossMax)
  private static let score = Bound.range(1...5)
  private static let third = Bound.range(1...3)

  private static let declared: [(String, String, Bound)] = [
    ("leads", "level", .words(LeadLevel.allCases.map(\.rawValue))),
    ("leads", "signal", .words(LeadSignal.allCases.map(\.rawValue))),
    ("leads", "status", .words(["open", "won", "lost"])),
    ("leads", "value", amount),
    ("lead_judgements", "level", .words(LeadLevel.allCases.map(\.rawValue))),
    ("opportunities", "value", amount),
    ("opportunities", "probability", .range(0...10_000)),
    ("activities", "kind", .words(["call", "mail", "message", "appointment", "meeting"])),
    ("activities", "direction", .words(["in", "out"])),
    ("activities", "minutes", .range(0...1440)),
    ("tasks", "priority", third),
    ("complaints", "severity", third),
    ("complaints", "satisfaction", score),
    ("care_steps", "kind", .words(["thanks", "satisfaction", "cross_sell", "referral", "birthday", "replacement"])),
    ("care_steps", "outcome", .words(["done", "declined", "skipped", "not_reached"])),
    ("care_steps", "score", score),
    ("survey_questions", "kind", .words(["score", "yes_no", "choice", "text"])),
    ("survey_answers", "score", .range(0...5)),
    ("campaigns", "budget", amount),
    ("campaigns", "cost", amount),
    ("campaign_responses", "response", .words(["reached", "interested", "bought", "declined"])),
    ("visit_attachments", "kind", .words(["photo", "signature", "document"])),
    ("order_shares", "share", .range(0...10_000)),
    ("customer_stocks", "on_hand", .range(0...1_000_000_000)),
    ("customer_stocks", "minimum", .range(0...1_000_000_000)),
    ("customer_stocks", "maximum", .range(0...1_000_000_000)),
    ("consents", "channel", .words(FieldSales.consentChannels)),
    ("consents", "purpose", .words(FieldSales.consentPurposes)),
    ("consents", "answer", .words(["given", "refused"])),
    ("warnings", "kind", .words(WarningKind.allCases.map(\.rawValue))),
    ("customers", "employees", .range(0...100_000_000)),
    ("customers", "annual_revenue", amount),
  ]
}
