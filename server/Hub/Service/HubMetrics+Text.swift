/// What is true of the hub now, beside what it counted.
public struct HubGauges: Sendable {
  public var liveConnections: Int
  public var head: Int64
  public var storeBytes: Int64
  public var devices: Int

  public init(liveConnections: Int, head: Int64, storeBytes: Int64, devices: Int) {
    self.liveConnections = liveConnections
    self.head = head
    self.storeBytes = storeBytes
    self.devices = devices
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
    text.gauge("godwit_head_position", "Position of the last accepted change set.", gauges.head)
    text.gauge("godwit_store_bytes", "Bytes of the store on disk.", gauges.storeBytes)
    text.gauge("godwit_devices", "Devices that are admitted and not revoked.", gauges.devices)
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
}
