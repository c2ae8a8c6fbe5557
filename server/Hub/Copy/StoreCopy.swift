import ChangeModel
import HubStore
import MergeEngine

/// Copies all that one snapshot of a store holds into an empty store of any kind, and checks the copy.
///
/// Rows go in through the same door as those of a merge, so that digests and unique values are made from them anew; that
/// they come out equal is a part of the check.
public struct StoreCopy {
  /// How far the work is: so many entries of a part, in the copying or in the check of it.
  public struct Step: Sendable {
    public var part: String
    public var done: Int
    public var isCheck: Bool
  }

  /// How much of everything was copied.
  public struct Contents: Codable, Hashable, Sendable {
    /// Deleted ones included.
    public var rows = 0
    public var departures = 0
    /// Rows of which only that is kept that they were there.
    public var deadRows = 0
    public var changeSets = 0
    public var results = 0
    public var auditEntries = 0
    public var devices = 0
    public var users = 0
    public var invitations = 0
    public var properties = 0
    public var position: Position = 0

    enum CodingKeys: String, CodingKey {
      case rows, departures, results, devices, users, invitations, properties, position
      case changeSets = "change_sets"
      case auditEntries = "audit_entries"
      case deadRows = "dead_rows"
    }
  }

  /// A transaction of the store that is filled, for some of the work: all of it may be one, or each piece its own.
  public typealias Writing = (_ body: (any HubWriting) throws -> Void) throws -> Void

  let source: any HubReading
  let writing: Writing
  let progress: (Step) -> Void

  /// - Parameters:
  ///   - source: a snapshot that lasts as long as the copying.
  ///   - writing: runs a piece of work on the store that is filled; it was made with the source's org, and is empty.
  public init(
    from source: any HubReading, progress: @escaping (Step) -> Void = { _ in }, writing: @escaping Writing
  ) {
    self.source = source
    self.writing = writing
    self.progress = progress
  }

  /// Copies, and checks the copy entry by entry.
  /// - Throws: `OfficeFault` when the copy is not equal to the source, or not sound.
  public func run() throws -> Contents {
    let contents = try fill()
    try writing { try check($0) }
    return contents
  }
}

/// The parts of a store that are listed in pages; each is read behind the last entry of the page before.
struct StorePart<Entry: Equatable>: Sendable {
  let name: String
  let next: @Sendable (_ store: any HubReading, _ last: Entry?) throws -> [Entry]

  func forEachPage(of store: any HubReading, _ body: ([Entry]) throws -> Void) throws {
    var last: Entry?
    while case let page = try next(store, last), let end = page.last {
      try body(page)
      last = end
    }
  }
}

// Pages are as long as a store's memory bears when the entries are large.
extension StorePart<RowState> {
  static let rows = StorePart(name: "rows") { try $0.storedRows(after: $1?.key, limit: 500) }
}

extension StorePart<Departure> {
  static let departures = StorePart(name: "departures") { try $0.departures(after: $1, limit: 2_000) }
}

extension StorePart<DeadRow> {
  static let dead = StorePart(name: "dead rows") { try $0.deadRows(after: $1?.key, limit: 2_000) }
}

extension StorePart<StoredResult> {
  static let results = StorePart(name: "results") { store, last in
    try store.results(after: last.map { Dot(device: $0.device, sequence: $0.result.sequence) }, limit: 1_000)
  }
}

extension StorePart<HistoryEntry> {
  static let history = StorePart(name: "change sets") {
    try $0.history(from: ($1?.position ?? 0) + 1, limit: 100)
  }
}

extension StorePart<AuditEntry> {
  static let audit = StorePart(name: "audit entries") { try $0.audit(from: ($1?.number ?? 0) + 1, limit: 2_000) }
}
