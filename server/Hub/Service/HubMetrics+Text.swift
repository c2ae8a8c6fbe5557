import HubStore

/// What is true of the hub now, beside what it counted.
public struct HubGauges: Sendable {
  /// What only the store can tell.
  public struct Content: Sendable {
    public var head: Int64
    public var storeBytes: Int64
    public var devices: Int
    /// Deleted rows that are kept whole.
    public var tombstones: Int
    public var horizon: Int64
    /// Devices from before the horizon.
    public var sleepers: Int

    public init(
      head: Int64, storeBytes: Int64, devices: Int, tombstones: Int = 0, horizon: Int64 = 0, sleepers: Int = 0
    ) {
      self.head = head
      self.storeBytes = storeBytes
      self.devices = devices
      self.tombstones = tombstones
      self.horizon = horizon
      self.sleepers = sleepers
    }
  }

  public var liveConnections: Int
  public var store: StoreFigures
  /// nil while the store cannot be read.
  public var content: Content?

  public init(liveConnections: Int, store: StoreFigures, content: Content?) {
    self.liveConnections = liveConnections
    self.store = store
    self.content = content
  }
}

extension HubMetrics.Counts {
  /// The counts in the text format of Prometheus, version 0.0.4.
  package func text(_ gauges: HubGauges) -> String {
    var text = MetricsText()
    text.head("godwit_requests_total", "counter", "HTTP requests by path and status.")
    for kind in requests.keys.sorted() {
      text.sample("godwit_requests_total{path=\"\(kind.path)\",status=\"\(kind.status)\"}", requests[kind] ?? 0)
    }
    text.head("godwit_change_sets_total", "counter", "Change sets by what became of them.")
    text.sample("godwit_change_sets_total{result=\"accepted\"}", changeSetsAccepted)
    text.sample("godwit_change_sets_total{result=\"rejected\"}", changeSetsRejected)
    text.sample("godwit_change_sets_total{result=\"repeated\"}", changeSetsRepeated)
    text.counter("godwit_conflicts_total", "Conflicts recorded.", conflicts)
    text.counter("godwit_rows_written_total", "Rows written by merges.", rowsWritten)
    text.counter("godwit_rows_sent_total", "Rows sent in deltas.", rowsSent)
    text.head("godwit_group_pushes", "summary", "Pushes in one group commit.")
    text.sample("godwit_group_pushes_sum", groupPushes)
    text.sample("godwit_group_pushes_count", groups)
    text.head("godwit_commit_seconds", "summary", "Seconds of one group commit, merging included.")
    text.sample("godwit_commit_seconds_sum", commitSeconds)
    text.sample("godwit_commit_seconds_count", groups)
    text.counter("godwit_live_events_total", "Positions told to devices that listen.", liveEvents)
    text.counter("godwit_old_tickets_total", "Pushes that showed a ticket of the past.", oldTickets)
    text.counter("godwit_refused_signatures_total", "Requests that were not authenticated.", refusedSignatures)
    text.gauge("godwit_live_connections", "Devices that listen for new positions.", gauges.liveConnections)
    text.add(gauges.store, isUp: gauges.content != nil)
    if let content = gauges.content {
      text.gauge("godwit_head_position", "Position of the last accepted change set.", content.head)
      text.gauge("godwit_store_bytes", "Bytes of the store on disk.", content.storeBytes)
      text.gauge("godwit_devices", "Devices that are admitted and not revoked.", content.devices)
      text.gauge("godwit_tombstones", "Deleted rows that are kept for devices to hear of.", content.tombstones)
      text.gauge("godwit_horizon_position", "Position up to which deleted rows may be forgotten.", content.horizon)
      text.gauge("godwit_sleepers", "Devices from before the horizon.", content.sleepers)
    }
    return text.lines
  }
}

private struct MetricsText {
  var lines = ""

  mutating func head(_ name: String, _ kind: String, _ help: String) {
    lines += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
  }

  mutating func sample(_ name: String, _ value: some CustomStringConvertible) {
    lines += "\(name) \(value)\n"
  }

  mutating func counter(_ name: String, _ help: String, _ value: Int) {
    head(name, "counter", help)
    sample(name, value)
  }

  mutating func gauge(_ name: String, _ help: String, _ value: some CustomStringConvertible) {
    head(name, "gauge", help)
    sample(name, value)
  }

  mutating func add(_ store: StoreFigures, isUp: Bool) {
    head("godwit_store_info", "gauge", "Which store the server works on.")
    sample("godwit_store_info{store=\"\(store.kind.rawValue)\"}", 1)
    gauge("godwit_store_up", "Whether the store can be read just now.", isUp ? 1 : 0)
    counter("godwit_store_commits_total", "Transactions that wrote, and are durable.", store.commits)
    guard let database = store.database else { return }
    counter(
      "godwit_store_unknown_outcomes_total", "Commits whose answer was lost, so that devices had to ask again.",
      database.unknownOutcomes)
    counter("godwit_store_retries_total", "Transactions begun anew after giving way.", database.retries)
    head("godwit_store_lock_seconds", "summary", "Seconds of waiting for the turn to write the org.")
    sample("godwit_store_lock_seconds_sum", database.lockSeconds)
    sample("godwit_store_lock_seconds_count", database.locks)
    gauge("godwit_store_connections_used", "Connections to the database at work.", database.connectionsUsed)
    gauge("godwit_store_connections_max", "Connections that this server opens at most.", database.connectionsMax)
  }
}
