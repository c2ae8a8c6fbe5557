/// One measured number, and what it is held against.
struct Figure: Codable, Sendable {
  enum Kind: String, Codable, Sendable {
    /// Bytes, rows or round trips: the same on every machine, so that it can be a threshold.
    case count
    /// Processor time against that of something else in the same run.
    case ratio
    /// So many in a second of processor time, or seconds: it says as much about the machine.
    case time
  }

  var name: String
  var value: Double
  var unit: String
  var kind: Kind
  /// Whether more of it is better.
  var isMoreBetter = false
  var must: Double?
  var aim: Double?
  /// The best that others were measured at on the published workload.
  var peer = ""
  /// What nobody can beat.
  var limit = ""

  /// Whether what must be is reached; nil without such a line.
  var isMet: Bool? { must.map { isMoreBetter ? value >= $0 : value <= $0 } }
}

extension [Double] {
  /// The middle one; 0 of none.
  var median: Double {
    let sorted = sorted()
    return isEmpty ? 0 : (sorted[count / 2] + sorted[(count - 1) / 2]) / 2
  }
}
