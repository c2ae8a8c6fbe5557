/// What one exchange with the ERP did.
struct ERPReport: Codable {
  struct File: Codable {
    var file: String
    /// `done` or `refused`.
    var result: String
    var read = 0
    var written = 0
    var refused = 0
    /// Why it, or the first of its rows, was refused.
    var reason: String?
    /// Whether it was refused in an exchange before.
    var isRetry: Bool

    enum CodingKeys: String, CodingKey {
      case file, result, read, written, refused, reason
      case isRetry = "retry"
    }

    init(file: String, result: String, isRetry: Bool) {
      self.file = file
      self.result = result
      self.isRetry = isRetry
    }
  }

  var files: [File] = []
  /// Numbers of the orders that were written for the ERP now.
  var ordersOut: [String] = []
  /// Of those before: answered in this exchange.
  var acknowledged = 0
  var returned = 0
  /// Orders that the ERP has not answered yet.
  var waiting = 0

  enum CodingKeys: String, CodingKey {
    case files, acknowledged, returned, waiting
    case ordersOut = "orders_out"
  }

  var needsPerson: Bool { files.contains { $0.result == "refused" } }

  var lines: [String] {
    files.map { file in
      let counts = "read \(file.read), written \(file.written), refused \(file.refused)"
      return "\(file.file): \(file.result), \(counts)\(file.reason.map { ": \($0)" } ?? "")"
    } + [
      "orders out: \(ordersOut.count) new, \(waiting) waiting; \(acknowledged) acknowledged, \(returned) returned"
    ]
  }
}
