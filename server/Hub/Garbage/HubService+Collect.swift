import ChangeModel
import HubStore
import SyncProtocol

extension HubService {
  private static let turnKey = "garbage.collected"

  /// Forgets deleted rows and departures that no device needs any more, and those older than the org's retention.
  ///
  /// Work goes on meanwhile: between two pieces others write. A collection that is cut off is gone on with by the next.
  /// - Parameter retention: in milliseconds; kept as the org's from now on, unless it is a dry run. nil for the org's own.
  @discardableResult
  public func collect(keeping retention: Int64? = nil, isDryRun: Bool = false) throws -> GarbageReport {
    try writeNotes()
    let now = environment.now()
    if isDryRun { return try store.read { try look(keeping: retention, now: now, in: $0) } }
    let (line, kept) = try store.write { store in
      try keepUp(with: store)
      if let retention { try GarbageRetention.save(retention, at: now, in: store) }
      let kept = try GarbageRetention.milliseconds(in: store)
      return (try GarbageLine(in: store, now: now, retention: kept), kept)
    }
    var collector = GarbageCollector(through: line.position)
    while !collector.isDone {
      collector = try store.write { store in
        var next = collector
        try next.collectPiece(in: store)
        return next
      }
    }
    return try store.read { store in
      try keepUp(with: store)
      return try report(collector, line, retention: kept, horizon: try store.org().horizon, in: store)
    }
  }

  /// The same for the office, which counts in days.
  func collect(days: Int?, isDryRun: Bool) throws -> GarbageReport {
    if let days, !(1...GarbageRetention.daysMax).contains(days) {
      throw OfficeFault("Deleted rows are kept for 1 to \(GarbageRetention.daysMax) days.")
    }
    let report = try collect(keeping: days.map { Int64($0) * GarbageRetention.dayMilliseconds }, isDryRun: isDryRun)
    if let days, !isDryRun {
      let event = AuditEvent(kind: .command, device: officeDevice, detail: "keep deleted rows for \(days) days")
      try store.write { try $0.note([event], at: environment.now()) }
    }
    return report
  }

  /// Collects unless this server, or another one of the org, did so a short while ago.
  /// - Parameter interval: in milliseconds.
  /// - Returns: nil when it was not due.
  @discardableResult
  package func collectIfDue(every interval: Int64) throws -> GarbageReport? {
    let now = environment.now()
    let isDue = try store.write { store in
      let last = try store.properties(withPrefix: Self.turnKey).first?.at
      // A clock that went back must not put it off for years.
      if let last, last <= now, now - last < interval { return false }
      try store.save(properties: [StoreProperty(key: Self.turnKey, value: [], at: now)])
      return true
    }
    return isDue ? try collect() : nil
  }

  private func look(keeping retention: Int64?, now: Int64, in store: any HubReading) throws -> GarbageReport {
    let retention = try retention ?? GarbageRetention.milliseconds(in: store)
    let line = try GarbageLine(in: store, now: now, retention: retention)
    var collector = GarbageCollector(through: line.position)
    try collector.count(in: store)
    let hasAny = collector.tombstones + collector.departures > 0
    let horizon = max(try store.org().horizon, hasAny ? line.position : 0)
    var report = try report(collector, line, retention: retention, horizon: horizon, in: store)
    report.isDryRun = true
    return report
  }

  private func report(
    _ collector: GarbageCollector, _ line: GarbageLine, retention: Int64, horizon: Position, in store: any HubReading
  ) throws -> GarbageReport {
    GarbageReport(
      isDryRun: false, horizon: horizon,
      retentionDays: Double(retention) / Double(GarbageRetention.dayMilliseconds), tombstones: collector.tombstones,
      departures: collector.departures, kept: collector.kept,
      sleepers: try GarbageLine.sleepers(before: horizon, in: store), slowest: line.slowest,
      review: line.review?.description)
  }
}
