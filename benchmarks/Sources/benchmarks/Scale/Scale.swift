import Foundation
import Yardstick

/// How costs grow with what an org has: one thing is made four times as much, again and again, and the rest stays.
///
/// Server milliseconds are processor time of a hub in this process, from the bytes of a request to those of the reply.
struct Scale {
  private let folder: URL
  private let seed: UInt64
  let tables: [ScaleTable]

  init(in folder: URL, seed: UInt64, progress: (String) -> Void) throws {
    (self.folder, self.seed) = (folder, seed)
    var tables: [ScaleTable] = []
    for make in [Self.rows, Self.devices, Self.history, Self.offline, Self.territories] {
      let table = try make(folder, seed)
      progress(table.text)
      tables.append(table)
    }
    self.tables = tables
  }

  /// Rows of the org, all held by every device.
  private static func rows(_ folder: URL, _ seed: UInt64) throws -> ScaleTable {
    let rows = try [1_000, 4_000, 16_000, 64_000].map { customers in
      let company = try Company(in: folder.appendingPathComponent("rows-\(customers)"))
      let workload = Workload(customers: customers, seed: seed)
      let ann = try company.laptop("ann")
      try ann.play(workload.inserts)
      try ann.sync(with: company)
      let ben = try company.laptop("ben")
      let download = try ben.sync(with: company)
      let (push, pull) = try twentyRows(ann, ben, company, seed: seed, customers: customers)
      let idle = try ben.sync(with: company)
      defer { try? company.close() }
      return [
        Double(6 * customers), Double(download.received) / 1e6, download.serving.seconds, download.applying.seconds,
        push, pull, idle.serving.seconds * 1e3, Double(company.fileBytes) / 1e6,
        Double(try ben.bytes()) / 1e6,
      ]
    }
    return ScaleTable(
      title: "Rows",
      head: [
        "rows", "first download, MB", "served, s", "applied, s", "push of 20 rows, server ms",
        "pull of 20 rows, server ms",
        "sync of nothing, server ms", "server's file, MB", "replica, MB",
      ], rows: rows)
  }

  /// The middle of nine pushes of 20 updates, and of the pulls of another device, in server milliseconds.
  private static func twentyRows(
    _ ann: Laptop, _ ben: Laptop, _ company: Company, seed: UInt64, customers: Int
  ) throws -> (Double, Double) {
    var maker = WorkloadMaker(seed: seed)
    _ = maker.inserts(customers: customers)
    var (pushes, pulls) = ([Double](), [Double]())
    for _ in 0..<9 {
      try ann.play(maker.updates(20, name: "scale"))
      pushes.append(try ann.sync(with: company).serving.seconds * 1e3)
      pulls.append(try ben.sync(with: company).serving.seconds * 1e3)
    }
    return (pushes.median, pulls.median)
  }

  /// Devices of the org, each of a user with a territory and forty customers.
  private static func devices(_ folder: URL, _ seed: UInt64) throws -> ScaleTable {
    let rows = try [10, 40, 160, 640].map { count in
      let company = try Company(in: folder.appendingPathComponent("devices-\(count)"), isDivided: true)
      var makers: [WorkloadMaker] = []
      let laptops = try (0..<count).map { try company.laptop("rep-\($0)") }
      for (number, laptop) in laptops.enumerated() {
        var maker = WorkloadMaker(seed: seed &+ UInt64(number))
        try laptop.sync(with: company)
        try laptop.play(maker.customers(40))
        try laptop.claimCustomers()
        try laptop.sync(with: company)
        makers.append(maker)
      }
      var (pushes, bytes, idles) = ([Double](), [Double](), [Double]())
      for number in 0..<9 {
        try laptops[number].play(makers[number].updates(20, name: "scale"))
        let push = try laptops[number].sync(with: company)
        pushes.append(push.serving.seconds * 1e3)
        bytes.append(Double(push.sent + push.received))
        idles.append(try laptops[number].sync(with: company).serving.seconds * 1e3)
      }
      defer { try? company.close() }
      return [Double(count), pushes.median, bytes.median, idles.median, Double(company.fileBytes) / 1e6]
    }
    return ScaleTable(
      title: "Devices",
      head: ["devices", "push of 20 rows, server ms", "its bytes", "sync of nothing, server ms", "server's file, MB"],
      rows: rows)
  }

  /// How often the same thousand customers were edited.
  private static func history(_ folder: URL, _ seed: UInt64) throws -> ScaleTable {
    let company = try Company(in: folder.appendingPathComponent("history"))
    let (ann, ben) = (try company.laptop("ann"), try company.laptop("ben"))
    var maker = WorkloadMaker(seed: seed)
    try ann.play(maker.customers(1_000))
    try ann.sync(with: company)
    try ben.sync(with: company)
    var edits = 0
    let rows = try [1_000, 4_000, 16_000, 64_000].map { total in
      while edits < total {
        try ann.play(maker.updates(1_000, name: "scale"))
        try ann.sync(with: company)
        edits += 1_000
      }
      try ben.sync(with: company)
      try ann.play(maker.updates(20, name: "scale"))
      let push = try ann.sync(with: company)
      let pull = try ben.sync(with: company)
      let download = try company.laptop("new-\(total)").sync(with: company)
      return [
        Double(total), push.serving.seconds * 1e3, pull.serving.seconds * 1e3, Double(download.received) / 1e3,
        download.serving.seconds * 1e3, Double(company.fileBytes) / 1e6, Double(try ben.bytes()) / 1e6,
      ]
    }
    try company.close()
    return ScaleTable(
      title: "History",
      head: [
        "edits of 1,000 customers", "push of 20 rows, server ms", "pull of 20 rows, server ms", "first download, kB",
        "served, ms", "server's file, MB", "replica, MB",
      ], rows: rows)
  }

  /// Weeks that a device was away, while others made a thousand edits a week of two thousand customers, and its user fifty.
  private static func offline(_ folder: URL, _ seed: UInt64) throws -> ScaleTable {
    let rows = try [1, 4, 16, 64].map { weeks in
      let company = try Company(in: folder.appendingPathComponent("offline-\(weeks)"))
      let (ann, ben) = (try company.laptop("ann"), try company.laptop("ben"))
      var maker = WorkloadMaker(seed: seed)
      try ann.play(maker.customers(2_000))
      try ann.sync(with: company)
      try ben.sync(with: company)
      for _ in 0..<weeks {
        try ann.play(maker.updates(1_000, name: "scale"))
        try ann.sync(with: company)
        try ben.play(maker.updates(50, name: "scale"))
        try ben.seal()
      }
      let back = try ben.sync(with: company)
      let conflicts = company.service.metrics.counts.conflicts
      try company.close()
      return [
        Double(weeks), Double(back.sent) / 1e3, Double(back.received) / 1e3, Double(back.roundTrips),
        back.serving.seconds * 1e3, back.applying.seconds * 1e3, Double(conflicts),
      ]
    }
    return ScaleTable(
      title: "Weeks offline",
      head: ["weeks", "sent, kB", "received, kB", "round trips", "server ms", "device ms", "conflicts recorded"],
      rows: rows)
  }

  /// Territories that one device holds, with a hundred customers each.
  private static func territories(_ folder: URL, _ seed: UInt64) throws -> ScaleTable {
    let rows = try [1, 4, 16, 64, 256].map { count in
      let company = try Company(in: folder.appendingPathComponent("territories-\(count)"), isDivided: true)
      var names: [String] = []
      for number in 0..<count {
        let laptop = try company.laptop("rep-\(number)")
        var maker = WorkloadMaker(seed: seed &+ UInt64(number))
        try laptop.sync(with: company)
        try laptop.play(maker.customers(100))
        try laptop.claimCustomers()
        try laptop.sync(with: company)
        names.append("rep-\(number)")
      }
      let manager = try company.laptop("manager", besides: names)
      let download = try manager.sync(with: company)
      let idles = try (0..<9).map { _ in try manager.sync(with: company) }
      try company.close()
      return [
        Double(count), Double(download.rows), download.serving.seconds * 1e3, Double(download.received) / 1e3,
        idles.map { $0.serving.seconds * 1e3 }.median, idles.map { Double($0.sent + $0.received) }.median,
      ]
    }
    return ScaleTable(
      title: "Territories",
      head: [
        "territories of a device", "rows", "first download, server ms", "kB", "sync of nothing, server ms", "its bytes",
      ], rows: rows)
  }
}
