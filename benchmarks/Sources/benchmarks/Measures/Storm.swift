import FieldClient
import Foundation
import Synchronization
import Yardstick

/// Eight in the morning: every device comes back at the same instant with what was written offline.
struct Storm {
  let devices: Int
  let changes: Int
  /// Seconds until the last device's work is on the server's disk and acknowledged, by the clock.
  let drained: Double
  let serverSeconds: Double
  let serverPeak: Int
  /// How often a device was told to come later, and came no earlier.
  let refusals: Int
  /// Seconds from the first attempt to the answer.
  let p50: Double
  let p99: Double

  /// - Parameters:
  ///   - bodyBytesAtOnce: what large requests may hold together; the server's own bound when left out.
  ///   - noteBytes: how long a note is that each change carries besides; 0 for none.
  init(
    devices: Int = 500, changes: Int = 50, bodyBytesAtOnce: Int? = nil, noteBytes: Int = 0, in folder: URL, seed: UInt64
  ) throws {
    (self.devices, self.changes) = (devices, changes)
    let company = try Company(in: folder, isDivided: true, environment: .system)
    let fleet = try Fleet(devices, in: company)
    try company.close()
    let server = try ServerProcess(
      folder, options: bodyBytesAtOnce.map { ["--body-bytes-at-once", "\($0)"] } ?? [])
    let seats = try fleet.members.map { try Seat($0, port: server.port) }
    try Self.workOffline(seats, changes: changes, noteBytes: noteBytes, seed: seed)
    let state = Mutex((waits: [Double](), refusals: 0))
    try server.forgetPeak()
    let time = try server.time {
      try Workers.run(seats.count, width: seats.count) { number in
        let answered = try Self.come(seats[number])
        state.withLock { state in
          state.waits.append(answered.seconds)
          state.refusals += answered.refusals
        }
      }
    }
    (drained, serverSeconds, serverPeak) = (time.wall, time.seconds, server.peakMemory)
    let (waits, refusals) = state.withLock { $0 }
    self.refusals = refusals
    (p50, p99) = (waits.percentile(50), waits.percentile(99))
    try Workers.run(seats.count, width: 4) { try seats[$0].finish() }
    server.stop()
    try fleet.prove(in: folder)
  }

  private static func workOffline(_ seats: [Seat], changes: Int, noteBytes: Int, seed: UInt64) throws {
    try Workers.run(seats.count, width: 8) { number in
      let seat = seats[number]
      try seat.sync()
      var maker = WorkloadMaker(seed: seed &+ UInt64(number))
      try seat.member.laptop.play(maker.customers(40))
      try seat.member.laptop.claimCustomers()
      try seat.sync()
      if noteBytes > 0 { try seat.member.laptop.play(maker.notes(changes, bytes: noteBytes)) }
      // Ten change sets, as ten visits make them; the last one is sealed with the request.
      for _ in 1..<10 {
        try seat.member.laptop.play(maker.updates(changes / 10, name: "offline"))
        try seat.member.laptop.seal()
      }
      seat.maker.withLock { $0 = maker }
      try seat.edit(changes / 10)
    }
  }

  /// One device's morning: tries until it is answered, and waits as the real client waits.
  private static func come(_ seat: Seat) throws -> (seconds: Double, refusals: Int) {
    let wall = Wall()
    var backoff = Backoff()
    while true {
      do {
        try seat.exchange()
        return (wall.seconds, backoff.failures)
      } catch let refusal as HTTPOffice.Refusal where refusal.status == 429 && backoff.failures < 100 {
        let wait = backoff.failed(
          retryAfterSeconds: refusal.retryAfterSeconds, random: UInt64.random(in: .min ... .max))
        Thread.sleep(forTimeInterval: Double(wait) / 1_000)
        try seat.reconnect()
      }
    }
  }
}
