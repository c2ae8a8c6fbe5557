import ChangeModel
import HubStore
import MergeEngine
import PlantedBugs
import SyncProtocol

/// The part of a reply that brings a device forward: what changed in its scopes, scope by scope, in the order
/// (position, table, row), until the reply is full.
struct ScopePull {
  /// Entries asked of the store at once, and looked at in one reply.
  private static let pageEntries = 4_000
  private static let entriesMax = 200_000
  /// Beyond so many, the rows to come are estimated.
  private static let countedMax = 10_000

  private struct Place {
    var scope: Scope
    var mark: PullMark
    /// The position up to which the device holds the scope; nil when it does not hold it yet.
    var held: Position?
    var isExhausted = false
  }

  private var places: [Place]
  private let head: Position
  private let bytesMax: Int
  /// Rows that are gone are named in scopes that the device does not hold, too: in a pull that goes on, or when a scope was
  /// taken away, it may hold them from another scope of before.
  private let namesAllGone: Bool
  private var entriesLeft = Self.entriesMax
  /// About how many entries are still to come.
  private(set) var rowsLeft = 0

  /// - Parameter isSchemaNew: whether the reply brings a schema that the device does not have.
  init(request: SyncRequest, scopes: [Scope], head: Position, isSchemaNew: Bool) {
    self.head = head
    bytesMax = max(1, min(request.deltaBytesMax, Limits.deltaBytesMax))
    var marks = Dictionary(request.marks.map { ($0.scope, $0.mark) }, uniquingKeysWith: { first, _ in first })
    let held = Set(request.held)
    namesAllGone = !marks.isEmpty || !held.isSubset(of: scopes)
    // Earlier pages kept silent about rows that had left for a scope whose pages were still to come. Without that scope the
    // pull has to begin anew.
    if !Set(marks.keys).isSubset(of: scopes) { marks = [:] }
    places = scopes.map { scope in
      let isHeld = held.contains(scope) || PlantedBug.newScopeThoughtHeld.isOn && request.base > 0
      let isAnew = PlantedBug.newSchemaPulledAnew.isOn && isSchemaNew && request.marks.isEmpty
      let base = isHeld && !isAnew ? request.base : nil
      let mark = PlantedBug.oneMarkForAllScopes.isOn ? marks.values.max() : marks[scope]
      return Place(
        scope: scope, mark: mark ?? base.map { PullMark(position: $0) } ?? .start, held: base)
    }
  }

  var isComplete: Bool { places.allSatisfy(\.isExhausted) }

  /// Where the pull goes on.
  var marks: [ScopeMark] { places.map { ScopeMark(scope: $0.scope, mark: $0.mark) } }

  /// Adds to the delta until it is full or nothing is left; always at least one entry, so that a pull gets on.
  mutating func run(into delta: inout DeltaBuilder, from store: any HubReading) throws {
    let before = delta.byteCount
    var isFull = false
    for index in places.indices where !isFull {
      while !isFull {
        let room = bytesMax - (delta.byteCount - before)
        let page = try store.changes(
          in: places[index].scope, after: places[index].mark, limit: min(Self.pageEntries, entriesLeft), bytes: room)
        guard let last = page.last else {
          places[index].isExhausted = true
          places[index].mark = PullMark(position: head)
          break
        }
        try add(page, of: places[index], to: &delta, from: store)
        places[index].mark = last.mark
        entriesLeft -= page.count
        isFull = delta.byteCount - before >= bytesMax || entriesLeft <= 0
      }
    }
    rowsLeft = try countLeft(in: store)
    if rowsLeft == 0 { for index in places.indices { places[index].isExhausted = true } }
  }

  private func countLeft(in store: any HubReading) throws -> Int {
    let open = places.filter { !$0.isExhausted }
    var counted = 0
    for place in open where counted < Self.countedMax {
      counted += try store.changeCount(in: place.scope, after: place.mark, limit: Self.countedMax - counted)
    }
    guard counted >= Self.countedMax else { return counted }
    let held = try store.digests(of: open.map(\.scope)).reduce(0) { $0 + $1.count }
    return max(counted, Int(clamping: held))
  }

  private func add(
    _ page: [ScopeChange], of place: Place, to delta: inout DeltaBuilder, from store: any HubReading
  ) throws {
    let departed = try departedRows(page, from: store)
    for change in page {
      switch change {
      case .row(let row): add(row, of: place, to: &delta)
      case .departed(let departure):
        let row = departed.row(departure.key)
        if mayHold(row?.created.position, in: place) { delta.add(departure, row: row) }
      }
    }
  }

  private func add(_ row: RowState, of place: Place, to delta: inout DeltaBuilder) {
    if PlantedBug.pullTakenForTail.isOn && place.held == nil && place.mark > .start {
      delta.add(row, since: place.mark.position)
    } else if let held = place.held {
      delta.add(row, since: held)
    } else if !row.isDeleted {
      delta.addFull(row)
    } else if mayHold(row.created.position, in: place) {
      delta.add(row, since: max(1, place.mark.position))
    }
  }

  /// Whether the device may have got a row that is gone by now: when it held the scope, or when an earlier page of this
  /// pull went beyond the row's creation, or from a scope that it had before.
  private func mayHold(_ created: Position?, in place: Place) -> Bool {
    place.held != nil || namesAllGone || (created ?? 0) <= place.mark.position && place.mark.position > 0
  }

  private func departedRows(_ page: [ScopeChange], from store: any HubReading) throws -> RowFinder {
    var needs = RowNeeds()
    for case .departed(let departure) in page { needs.keys.insert(departure.key) }
    return RowFinder(needs.isEmpty ? LoadedRows() : try store.load(needs))
  }
}
