import ChangeModel
import MergeEngine

/// The verdict on orders and leases of one change set: who gets what of stock, budgets and credit.
///
/// It writes down what the rules write on top of the change set, and reads it back, so that two orders of one change
/// set do not take the same unit. The figures keep one promise: what is there in all is taken, leased or free.
struct Allotment {
  let hearing: Hearing
  /// The server's wall time in milliseconds since 1970 UTC.
  let now: Int64
  private var written: [Cell: Value] = [:]
  private var order: [Cell] = []
  var remarks: [String] = []
  /// Orders of this change set that are judged later, or wait: they bind no credit.
  var waiting: Set<RowKey> = []
  /// Lines that were brought to what they should have.
  var settled: Set<RowKey> = []

  /// Where the lines and leases of the change set stand among its rows.
  private let places: [RowKey: Int]

  private struct Cell: Hashable {
    var key: RowKey
    var column: Int
  }

  init(_ hearing: Hearing, now: Int64) {
    self.hearing = hearing
    self.now = now
    var places: [RowKey: Int] = [:]
    for (place, row) in hearing.touched.enumerated() where [Place.orderLines, Place.leases].contains(row.key.table) {
      places[row.key] = place
    }
    self.places = places
  }

  /// A line or lease as the change set touched it.
  func touched(_ key: RowKey) -> TouchedRow? { places[key].map { hearing.touched[$0] } }

  var view: any RuleView { hearing.view }
  var actor: Actor { hearing.actor }

  /// Judges everything, and says what is to be written.
  mutating func verdict() -> Verdict {
    restoreFigures()
    let lines = affectedLines()
    // What is given back may be taken in the same change set.
    for line in lines where !isCounted(line) { settle(line) }
    judgeOrders()
    for line in lines { settle(line) }
    for row in hearing.touched where row.key.table == Place.leases && !row.after.isDeleted { settleLease(row) }
    let amendments = amendments
    return amendments.isEmpty ? .accept(remarks: remarks) : .amend(amendments, remarks: remarks)
  }

  /// What was written, in the order in which it was; what is so already is left out.
  private var amendments: [Amendment] {
    order.compactMap { cell in
      // A deleted line is asked no more.
      guard let value = written[cell], let row = view.row(cell.key), !row.isDeleted,
        !row.value(cell.column).isSame(as: value)
      else { return nil }
      return Amendment(key: cell.key, column: cell.column, value: value)
    }
  }

  // MARK: Cells

  func value(_ key: RowKey, _ column: Int) -> Value {
    written[Cell(key: key, column: column)] ?? view.row(key)?.value(column) ?? .null
  }

  func number(_ key: RowKey, _ column: Int) -> Int64 { value(key, column).integer ?? 0 }

  mutating func set(_ key: RowKey, _ column: Int, to value: Value) {
    let cell = Cell(key: key, column: column)
    if written.updateValue(value, forKey: cell) == nil { order.append(cell) }
  }

  mutating func add(_ difference: Int64, to column: Int, of key: RowKey) {
    if difference == 0 { return }
    set(key, column, to: .integer(number(key, column).saturatingSum(difference)))
  }

  /// The figures are the rules' own: what anybody else writes there does not count.
  private mutating func restoreFigures() {
    for row in hearing.touched {
      for column in Place.figures[row.key.table] ?? [] where row.mask & 1 << UInt64(column) != 0 {
        let before = row.before?.value(column) ?? .null
        if !before.isSame(as: row.after.value(column)) { set(row.key, column, to: before) }
      }
    }
  }

  // MARK: Settings

  func setting(_ setting: Setting) -> Int64 {
    let row = view.key(of: .id(setting.id), in: Place.settings).flatMap(view.row)
    return setting.number(stored: row.flatMap { $0.isDeleted ? nil : $0.text(Place.Setting.value) })
  }
}
