import ChangeModel
import FieldSales
import GRDB

/// What customers are worth.
extension ReportBook {
  /// The pyramid: each customer with `class`, `share` and `cumulative` of all sales; part `classes` sums them up.
  public func pyramid(_ scope: ReportScope = ReportScope()) throws -> Report {
    try report(scope) { span, settings, db in
      let customers = try db.records(Self.customers, span.arguments)
      let nets = customers.map { $0.integer("net") ?? 0 }
      let whole = nets.reduce(Int64(0)) { $0.saturatingSum(max(0, $1)) }
      let classes = ABCClass.classes(of: nets, a: settings[.classAPoints], b: settings[.classBPoints])
      var sum: Int64 = 0
      let rows = zip(customers, zip(nets, classes)).map { row, figures in
        sum = sum.saturatingSum(max(0, figures.0))
        return row.adding([
          "class": .text(figures.1.rawValue), "share": Self.share(figures.0, of: whole),
          "cumulative": Self.share(sum, of: whole),
        ])
      }
      let parts = ABCClass.allCases.map { grade in
        let members = rows.filter { $0.text("class") == grade.rawValue }
        return Record(
          columns: ["class", "customer_count", "customer_share", "net", "share", "currency"],
          values: [
            .text(grade.rawValue), .integer(Int64(members.count)),
            Self.share(Int64(members.count), of: Int64(rows.count)), .integer(members.sum("net")),
            Self.share(members.sum("net"), of: whole), span.currency,
          ])
      }
      return Report(
        span, rows: rows, parts: [Report.Part(name: "classes", rows: parts)],
        definitions: [
          Definition(
            "class",
            meaning:
              "A: those who, greatest first, bring the first part of all sales; B: those up to the second; C: all others (settings analysis.class_a_points, analysis.class_b_points).",
            source: "H. F. Dickie, ABC Inventory Analysis Shoots for Dollars, Factory Management 109 (1951)"),
          Self.netSales,
        ], notes: span.notes)
    }
  }

  /// Recency, frequency and money of those who bought, in fifths, with the segment; part `segments` sums them up.
  public func segments(_ scope: ReportScope = ReportScope(), segment: RFMSegment? = nil) throws -> Report {
    try report(scope) { span, _, db in
      let buyers = try db.records(Self.customers, span.arguments).filter { ($0.integer("order_count") ?? 0) > 0 }
      let recency = Ranks.fifths(buyers.map { $0.integer("last_at") ?? 0 })
      let frequency = Ranks.fifths(buyers.map { $0.integer("order_count") ?? 0 })
      let money = Ranks.fifths(buyers.map { $0.integer("net") ?? 0 })
      let rows = buyers.indices.map { index in
        let segment = RFMSegment(recency: recency[index], frequency: frequency[index], money: money[index])
        let days = max(0, span.until.saturatingSum(-(buyers[index].integer("last_at") ?? 0))) / Day.length
        return buyers[index].adding([
          "days": .integer(days), "recency": .integer(recency[index]), "frequency": .integer(frequency[index]),
          "money": .integer(money[index]), "rfm_segment": .text(segment.rawValue),
        ])
      }
      let whole = rows.sum("net")
      let sums = RFMSegment.allCases.map { segment in
        let members = rows.filter { $0.text("rfm_segment") == segment.rawValue }
        return Record(
          columns: ["rfm_segment", "customer_count", "net", "share", "currency"],
          values: [
            .text(segment.rawValue), .integer(Int64(members.count)), .integer(members.sum("net")),
            Self.share(members.sum("net"), of: whole), span.currency,
          ])
      }
      return Report(
        span, rows: segment.map { one in rows.filter { $0.text("rfm_segment") == one.rawValue } } ?? rows,
        parts: [Report.Part(name: "segments", rows: sums)], definitions: Self.rfmDefinitions, notes: span.notes)
    }
  }

  private static let rfmDefinitions = [
    Definition(
      "recency", "frequency", "money",
      meaning:
        "Those who bought in fifths by last purchase, number of orders and sales, 5 the best; equal figures are in the same fifth.",
      source: "A. M. Hughes, Strategic Database Marketing (1994)"),
    Definition(
      "rfm_segment",
      meaning:
        "champion: recency 4 or 5, frequency and money together 8 or more; loyal: recency from 3, frequency from 4, or recency 4 or 5, frequency 3; promising: others of recency 4 or 5; slipping: recency 1 or 2, together 7 or more; middling: others of recency 3, and of 2 with 5 or more; faded: all others."
    ),
    netSales,
  ]
}
