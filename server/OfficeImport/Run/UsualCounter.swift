/// Counts the values of a column by key, to find the one that most rows have.
struct UsualCounter {
  private let column: Int
  private var counts: [String: [String: (count: Int, order: Int)]] = [:]

  init(column: Int) {
    self.column = column
  }

  /// An empty value does not count.
  mutating func count(_ record: CSVRecord, _ key: String, _ encoding: TextEncoding) {
    let text = (record.text(of: column, as: encoding) ?? "").trimmed
    if text.isEmpty { return }
    let order = counts[key]?.count ?? 0
    counts[key, default: [:]][text, default: (0, order)].count += 1
  }

  /// For each key the most frequent value; of equally frequent ones that which came first.
  var usual: [String: String] {
    counts.compactMapValues { values in
      values.max { ($0.value.count, $1.value.order) < ($1.value.count, $0.value.order) }?.key
    }
  }
}
