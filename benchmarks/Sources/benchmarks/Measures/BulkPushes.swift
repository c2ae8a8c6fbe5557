import Foundation
import SyncProtocol
import Yardstick

/// Laptops that hand in thousands of rows each, all at once, over HTTP.
struct BulkPushes {
  /// Rows merged and durable a second of the server's processor time, and by the clock.
  let rate: Double
  let wallRate: Double

  /// - Parameter customers: of all laptops together; each brings six rows.
  init(laptops count: Int = 4, customers: Int, in folder: URL, seed: UInt64) throws {
    let company = try Company(in: folder, environment: .system)
    let fleet = try Fleet(count, in: company)
    try company.close()
    var rows = 0
    for (number, member) in fleet.members.enumerated() {
      let inserts = Workload(customers: customers / count, seed: seed + UInt64(number)).inserts
      rows += try inserts.count()
      try member.laptop.play(inserts)
      try member.laptop.seal()
    }
    let server = try ServerProcess(folder)
    let port = server.port
    let time = try server.time {
      try Workers.run(count, width: count) { try Self.push(fleet.members[$0], port: port) }
    }
    (rate, wallRate) = (Double(rows) / time.seconds, Double(rows) / time.wall)
    server.stop()
    try fleet.prove(in: folder)
  }

  /// Hands in all that waits, and asks for nothing: what others pushed is another figure.
  static func push(_ member: Fleet.Member, port: Int) throws {
    let office = try member.office(port: port)
    var sync = try member.laptop.begin()
    while let bytes = try sync.nextRequest() {
      guard case .syncRequest(var request) = try Frame.decode(bytes), !request.changeSets.isEmpty else { return }
      request.wantsDelta = false
      try sync.take(try office.answer(Frame.encode(.syncRequest(request)), device: member.laptop.device))
    }
  }
}
