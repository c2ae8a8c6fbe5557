import Yardstick

/// The lines of the table that come of days, with what each is held against: the published figures of others on
/// workload W.
struct Figures {
  var days: [Day]
  var ceilings: [StoreCeiling]
  var pushes: [SmallPushes]

  var all: [Figure] { local + wire + server + replica }

  private func median(_ value: (Day) -> Double) -> Double { days.map(value).median }

  private var local: [Figure] {
    [
      Figure(
        name: "write with capture, inserts", value: median { $0.inserts.captured / $0.inserts.plain }, unit: "x plain",
        kind: .ratio, must: 1.5, aim: 1.3, peer: "PowerSync 4.09", limit: "1.37"),
      Figure(
        name: "write with capture, updates", value: median { $0.updates.captured / $0.updates.plain }, unit: "x plain",
        kind: .ratio, must: 1.35, aim: 1.1, peer: "sqlite-sync 3.84", limit: "1.06"),
      Figure(
        name: "with sealing, inserts",
        value: median { ($0.inserts.captured + $0.inserts.sealed) / $0.inserts.plain }, unit: "x plain", kind: .ratio,
        must: 2.1, aim: 1.7),
      Figure(
        name: "with sealing, updates",
        value: median { ($0.updates.captured + $0.updates.sealed) / $0.updates.plain }, unit: "x plain", kind: .ratio,
        must: 1.7, aim: 1.4),
      Figure(
        name: "replica size after inserts", value: median { $0.inserts.size }, unit: "x plain", kind: .count, must: 1.1,
        aim: 1.02, peer: "PowerSync 3.17", limit: "1.00"),
      Figure(
        name: "replica size after updates", value: median { $0.updates.size }, unit: "x plain", kind: .count, must: 1.1,
        aim: 1.02, peer: "PowerSync 3.36", limit: "1.00"),
    ]
  }

  private var wire: [Figure] {
    [
      Figure(
        name: "a row on the wire", value: median { Double($0.inserts.push.sent) / Double($0.inserts.rows) },
        unit: "bytes", kind: .count, must: 28, aim: 20, peer: "session 45.1", limit: "23.0"),
      Figure(
        name: "an update on the wire", value: median { Double($0.updates.push.sent) / Double($0.updates.rows) },
        unit: "bytes", kind: .count, must: 6, aim: 4, peer: "Loro 11.6", limit: "2.9"),
      Figure(
        name: "a delete on the wire", value: median { Double($0.deletes.push.sent) / Double($0.deletes.rows) },
        unit: "bytes", kind: .count, must: 2, aim: 0.8, peer: "session 13.2", limit: "0.71"),
      small(10, must: 160, aim: 144, peer: "Yrs 160", limit: "80"),
      small(100, must: 1_615, aim: 1_279, peer: "Loro 1,615", limit: "1,215"),
      small(1_000, must: 11_944, aim: 8_574, peer: "Loro 11,944", limit: "8,510"),
      Figure(
        name: "a sync of one change, both ways", value: median { Double($0.single.sent + $0.single.received) },
        unit: "bytes", kind: .count, must: 700),
      Figure(
        name: "round trips of that sync", value: median { Double($0.single.roundTrips) }, unit: "", kind: .count,
        must: 1, peer: "2", limit: "1"),
    ]
  }

  private func small(_ count: Int, must: Double, aim: Double, peer: String, limit: String) -> Figure {
    Figure(
      name: "\(count) updates on the wire", value: median { Double($0.small[count] ?? 0) }, unit: "bytes", kind: .count,
      must: must, aim: aim, peer: peer, limit: limit)
  }

  private var server: [Figure] {
    let merged = median { Double($0.inserts.rows) / $0.inserts.push.serving.seconds }
    let ceiling = ceilings.map(\.batched).median
    let small = pushes.map(\.rate).median
    let smallCeiling = ceilings.map(\.small).median
    return [
      Figure(
        name: "rows merged, of the store's own rate", value: merged / ceiling, unit: "", kind: .ratio,
        isMoreBetter: true, must: 0.5, aim: 0.8, limit: "1.0"),
      Figure(name: "rows merged", value: merged, unit: "rows/s", kind: .time, isMoreBetter: true),
      Figure(
        name: "syncs of 20 rows, of the store's own rate", value: small / smallCeiling, unit: "", kind: .ratio,
        isMoreBetter: true, must: 0.4, aim: 1),
      Figure(name: "syncs of 20 rows", value: small, unit: "/s", kind: .time, isMoreBetter: true),
      Figure(
        name: "first download served", value: median { Double($0.inserts.pull.rows) / $0.inserts.pull.serving.seconds },
        unit: "rows/s", kind: .time, isMoreBetter: true, must: 150_000, peer: "Electric 147,000"),
    ]
  }

  private var replica: [Figure] {
    [
      Figure(
        name: "first download committed",
        value: median { Double($0.inserts.pull.rows) / $0.inserts.pull.applying.seconds }, unit: "rows/s", kind: .time,
        isMoreBetter: true, must: 100_000, peer: "PowerSync 20,000"),
      Figure(
        name: "applying inserts", value: median { $0.inserts.pull.applying.seconds / $0.inserts.plainAtOnce },
        unit: "x statements", kind: .ratio, must: 1.2, aim: 0.85, peer: "GeoDiff 0.89"),
      Figure(
        name: "applying updates", value: median { $0.updates.pull.applying.seconds / $0.updates.plainAtOnce },
        unit: "x statements", kind: .ratio, must: 0.6, aim: 0.33, peer: "GeoDiff 0.34"),
      Figure(
        name: "making the push of all inserts",
        value: median { $0.inserts.sealed + $0.inserts.push.extracting.seconds }, unit: "s", kind: .time, must: 0.7,
        peer: "session 1.45"),
      Figure(
        name: "making the push of 100 updates", value: median { $0.smallExtracting * 1_000 }, unit: "ms", kind: .time,
        must: 0.2, peer: "session 0.26"),
    ]
  }
}
