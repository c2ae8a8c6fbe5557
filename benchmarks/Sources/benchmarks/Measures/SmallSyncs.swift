import Foundation
import Synchronization
import Yardstick

/// Many devices, each of a user with customers of their own, that hand in 20 rows each, many at once, over HTTP.
struct SmallSyncs {
  /// Syncs a second of the server's processor time, and by the clock.
  let rate: Double
  let wallRate: Double
  /// Milliseconds from a request to its answer, the middle one and the 99th of a hundred.
  let p50: Double
  let p99: Double
  /// Bytes on the wire of a sync of one row, both ways, with all headers.
  let singleBytes: Int

  init(devices: Int = 200, rounds: Int = 5, in folder: URL, seed: UInt64) throws {
    let company = try Company(in: folder, isDivided: true, environment: .system)
    let fleet = try Fleet(devices, in: company)
    try company.close()
    let server = try ServerProcess(folder)
    let offices = try fleet.members.map { try Seat($0, port: server.port) }
    try Self.settle(offices, seed: seed)
    var time = (seconds: 0.0, wall: 0.0)
    var waits: [Double] = []
    for round in 0..<rounds {
      let answered = try Self.round(offices, seed: seed, round: round, server)
      time = (time.seconds + answered.time.seconds, time.wall + answered.time.wall)
      waits += answered.waits
    }
    let count = Double(devices * rounds)
    (rate, wallRate) = (count / time.seconds, count / time.wall)
    (p50, p99) = (waits.percentile(50) * 1_000, waits.percentile(99) * 1_000)
    singleBytes = try offices.first.map(Self.single) ?? 0
    server.stop()
    try fleet.prove(in: folder)
  }

  /// Everybody brings forty customers of their own, and holds them.
  static func settle(_ seats: [Seat], seed: UInt64) throws {
    try Workers.run(seats.count, width: 8) { number in
      let seat = seats[number]
      try seat.sync()
      var maker = WorkloadMaker(seed: seed &+ UInt64(number))
      try seat.member.laptop.play(maker.customers(40))
      try seat.member.laptop.claimCustomers()
      try seat.sync()
      seat.maker.withLock { $0 = maker }
    }
  }

  private static func round(
    _ seats: [Seat], seed: UInt64, round: Int, _ server: ServerProcess
  ) throws -> (time: (seconds: Double, wall: Double), waits: [Double]) {
    try Workers.run(seats.count, width: 4) { try seats[$0].edit(20) }
    let waits = Mutex([Double]())
    let time = try server.time {
      try Workers.run(seats.count, width: 64) { number in
        let wait = Wall()
        try seats[number].exchange()
        waits.withLock { $0.append(wait.seconds) }
      }
    }
    try Workers.run(seats.count, width: 4) { try seats[$0].finish() }
    return (time, waits.withLock { $0 })
  }

  private static func single(_ seat: Seat) throws -> Int {
    try seat.edit(1)
    let connection = seat.office.connection
    let before = connection.sent + connection.received
    try seat.exchange()
    defer { try? seat.finish() }
    return connection.sent + connection.received - before
  }
}
