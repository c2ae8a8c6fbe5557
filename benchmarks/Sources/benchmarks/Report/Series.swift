import Yardstick

/// Everything that was measured, each as often as there were runs; the medians are the figures.
struct Series {
  var days: [Day] = []
  var ceilings: [StoreCeiling] = []
  var smallPushes: [SmallPushes] = []
  var bulk: [BulkPushes] = []
  var syncs: [SmallSyncs] = []
  var downloads: [Downloads] = []
  var sights: [Sight] = []
  var live: [LiveDevices] = []
  var storms: [Storm] = []
  /// The same before a server that soon has no room.
  var fullStorms: [Storm] = []
  var resumed: [ResumedDownloads] = []
  var postgres: [OnPostgres] = []
  /// Of the last run.
  var scale: [ScaleTable] = []

  var figures: [Figure] {
    (days.isEmpty ? [] : Figures(days: days, ceilings: ceilings, pushes: smallPushes).all)
      + pushFigures + downloadFigures + sightFigures + liveFigures + stormFigures + resumeFigures
      + OnPostgres.figures(of: postgres)
  }

  private var pushFigures: [Figure] {
    guard !bulk.isEmpty else { return [] }
    let merged = bulk.map(\.rate).median
    let small = syncs.map(\.rate).median
    return [
      Figure(
        name: "HTTP: rows merged, of the store's own rate", value: merged / ceilings.map(\.batched).median, unit: "",
        kind: .ratio, isMoreBetter: true, must: 0.5, aim: 0.8, limit: "1.0"),
      Figure(name: "HTTP: rows merged", value: merged, unit: "rows/s", kind: .time, isMoreBetter: true),
      Figure(
        name: "HTTP: rows merged, by the clock", value: bulk.map(\.wallRate).median, unit: "rows/s", kind: .time,
        isMoreBetter: true),
      Figure(
        name: "HTTP: syncs of 20 rows, of the store's own rate", value: small / ceilings.map(\.small).median, unit: "",
        kind: .ratio, isMoreBetter: true, must: 0.4, aim: 1),
      Figure(name: "HTTP: syncs of 20 rows", value: small, unit: "/s", kind: .time, isMoreBetter: true),
      Figure(
        name: "HTTP: syncs of 20 rows, by the clock", value: syncs.map(\.wallRate).median, unit: "/s", kind: .time,
        isMoreBetter: true),
      Figure(name: "HTTP: such a sync, p50 of 64 at once", value: syncs.map(\.p50).median, unit: "ms", kind: .time),
      Figure(name: "HTTP: such a sync, p99 of 64 at once", value: syncs.map(\.p99).median, unit: "ms", kind: .time),
      Figure(
        name: "HTTP: a sync of one change with all headers", value: syncs.map { Double($0.singleBytes) }.median,
        unit: "bytes", kind: .count, must: 700),
    ]
  }

  private var downloadFigures: [Figure] {
    guard !downloads.isEmpty else { return [] }
    return [
      Figure(
        name: "HTTP: first download served", value: downloads.map(\.served).median, unit: "rows/s", kind: .time,
        isMoreBetter: true, must: 150_000, peer: "Electric 147,000"),
      Figure(
        name: "HTTP: the same, \(Downloads.atOnce) at once", value: downloads.map(\.servedAtOnce).median,
        unit: "rows/s", kind: .time, isMoreBetter: true, must: 150_000),
      Figure(
        name: "HTTP: the same, by the clock", value: downloads.map(\.servedAtOnceByClock).median,
        unit: "rows/s", kind: .time, isMoreBetter: true),
      Figure(
        name: "HTTP: joined, index of words and all", value: downloads.map(\.joined).median, unit: "rows/s",
        kind: .time, isMoreBetter: true),
      Figure(
        name: "HTTP: joined, by the clock", value: downloads.map(\.joinedByClock).median, unit: "rows/s", kind: .time,
        isMoreBetter: true),
      Figure(
        name: "peak memory of a replica, first download", value: downloads.map { Double($0.replicaPeak) / 1e6 }.median,
        unit: "MB", kind: .time, must: 64, peer: "cr-sqlite 181"),
      Figure(
        name: "peak memory of the server, \(Downloads.atOnce) first downloads",
        value: downloads.map { Double($0.serverPeak) / 1e6 }.median, unit: "MB", kind: .time, must: 256),
    ]
  }

  private var sightFigures: [Figure] {
    guard !sights.isEmpty else { return [] }
    return [
      Figure(
        name: "edit to sight, p50", value: sights.map(\.p50).median, unit: "ms", kind: .time, must: 20,
        peer: "under 1 s"),
      Figure(name: "edit to sight, p99", value: sights.map(\.p99).median, unit: "ms", kind: .time, must: 100),
    ]
  }

  private var liveFigures: [Figure] {
    guard let first = live.first else { return [] }
    return [
      Figure(
        name: "live devices on one core", value: Double(first.count), unit: "", kind: .time, isMoreBetter: true,
        must: 5_000, aim: 20_000, peer: "PowerSync 100"),
      Figure(
        name: "memory of the server with them", value: live.map { Double($0.memory) / 1e6 }.median, unit: "MB",
        kind: .time, must: 1_000),
      Figure(name: "memory of each", value: live.map { $0.memoryEach / 1e3 }.median, unit: "kB", kind: .time),
      Figure(
        name: "share of a core while nobody writes", value: live.map { $0.idleShare * 100 }.median, unit: "%",
        kind: .time),
      Figure(
        name: "one edit told to all of them, the last", value: live.map { $0.lastWoken * 1e3 }.median, unit: "ms",
        kind: .time),
      Figure(
        name: "processor time of telling them", value: live.map { $0.wakeSeconds * 1e3 }.median, unit: "ms",
        kind: .time),
    ]
  }

  private var stormFigures: [Figure] { Self.figures(storms, "storm") + Self.figures(fullStorms, "storm, full server") }

  private static func figures(_ storms: [Storm], _ name: String) -> [Figure] {
    guard let first = storms.first else { return [] }
    return [
      Figure(
        name: "\(name): \(first.devices) x \(first.changes) drained", value: storms.map(\.drained).median, unit: "s",
        kind: .time, must: 60),
      Figure(
        name: "\(name): processor time", value: storms.map(\.serverSeconds).median, unit: "s", kind: .time),
      Figure(name: "\(name): answered, p50", value: storms.map(\.p50).median, unit: "s", kind: .time),
      Figure(name: "\(name): answered, p99", value: storms.map(\.p99).median, unit: "s", kind: .time),
      Figure(
        name: "\(name): told to come later", value: storms.map { Double($0.refusals) }.median, unit: "times",
        kind: .time),
      Figure(
        name: "\(name): peak memory", value: storms.map { Double($0.serverPeak) / 1e6 }.median, unit: "MB",
        kind: .time),
    ]
  }

  private var resumeFigures: [Figure] {
    guard let first = resumed.first else { return [] }
    // What goes twice is a page at most, so the share says something of downloads of many pages alone.
    let must: Double? = first.rows >= 500_000 ? 5 : nil
    return [
      Figure(
        name: "download killed once, sent twice, worst of \(first.once.count)",
        value: resumed.map(\.worst).median * 100,
        unit: "%", kind: .time, must: must),
      Figure(
        name: "the same in bytes", value: resumed.map { $0.worst * Double($0.bytes) / 1e3 }.median, unit: "kB",
        kind: .time),
      Figure(
        name: "download killed \(first.killsMany) times, sent twice", value: resumed.map(\.twiceMany).median * 100,
        unit: "%", kind: .time),
    ]
  }
}
