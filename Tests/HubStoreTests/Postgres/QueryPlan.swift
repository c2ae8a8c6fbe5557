import Foundation
import TestSupport

/// How PostgreSQL goes about a statement: its plan, as EXPLAIN tells it, or what it did, as EXPLAIN ANALYZE does.
struct QueryPlan {
  /// A step of the plan.
  struct Step {
    var kind: String
    /// What is below a LIMIT must not read more than is taken.
    var isLimited: Bool
    var filter: String?
    var indexCondition: String?
    var table: String?
  }

  private(set) var steps: [Step] = []
  /// The pages that it looked at, in the cache or not; 0 of a plan that was not carried out.
  private(set) var pages = 0
  /// The rows that it gave.
  private(set) var rows = 0

  /// - Parameter json: what EXPLAIN gives in its JSON form.
  init(json: String) throws {
    guard let list = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]],
      let root = list.first?["Plan"] as? [String: Any]
    else { throw PrivatePostgres.Failure(description: "no plan: \(json)") }
    pages = ["Shared Hit Blocks", "Shared Read Blocks"].reduce(0) { $0 + (root[$1] as? Int ?? 0) }
    rows = (root["Actual Rows"] as? NSNumber)?.intValue ?? 0
    add(root, isLimited: false)
  }

  private mutating func add(_ node: [String: Any], isLimited: Bool) {
    let kind = node["Node Type"] as? String ?? ""
    steps.append(
      Step(
        kind: kind, isLimited: isLimited, filter: (node["Filter"] ?? node["Join Filter"]) as? String,
        indexCondition: node["Index Cond"] as? String, table: node["Relation Name"] as? String))
    for below in node["Plans"] as? [[String: Any]] ?? [] { add(below, isLimited: isLimited || kind == "Limit") }
  }
}
