/// Counts the values of one column while a file is read.
struct ColumnTally {
  /// Beyond so many different values new ones are only counted, not remembered.
  static let differentMax = 250_000

  let name: String
  private(set) var values: [String: Int] = [:]
  private(set) var emptyCount = 0
  private(set) var filledCount = 0
  private(set) var unremembered = 0
  private(set) var unreadable = 0

  init(name: String) {
    self.name = name
  }

  mutating func add(_ text: String?) {
    guard let text else {
      unreadable += 1
      return
    }
    if text.trimmed.isEmpty {
      emptyCount += 1
      return
    }
    filledCount += 1
    if let count = values[text] {
      values[text] = count + 1
    } else if values.count < Self.differentMax {
      values[text] = 1
    } else {
      unremembered += 1
    }
  }
}
