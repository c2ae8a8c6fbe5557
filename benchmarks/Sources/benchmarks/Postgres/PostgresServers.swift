import ChangeModel
import Foundation
import HubStore
import PostgresStore
import TestSupport
import Yardstick

/// Servers in processes of their own, on one database with one org or several, and devices that push to all of them at once.
struct PostgresServers {
  /// Rows merged and durable a second, all orgs and servers together, by the clock.
  let merged: Double
  /// Syncs of 20 rows a second, so too.
  let syncs: Double

  private static let laptopCount = 4
  private static let seatCount = 64
  private static let rounds = 4

  /// An org with its servers.
  private struct Office {
    let company: Company
    let servers: [ServerProcess]
    let bulk: Fleet
    let small: Fleet
  }

  /// - Parameters:
  ///   - servers: of each org.
  ///   - customers: of all laptops together; each brings six rows.
  init(
    orgs: Int, servers: Int, customers: Int, on server: PrivatePostgres, in folder: URL, seed: UInt64
  ) throws {
    let database = try PrivateDatabase(in: server)
    let offices = try (0..<orgs).map { number in
      try Self.office(
        number, of: orgs, servers: servers, in: database, folder: folder.appendingPathComponent("org-\(number)"))
    }
    merged = try Self.bulk(offices, customers: customers, seed: seed)
    syncs = try Self.small(offices, seed: seed)
    for office in offices {
      for server in office.servers { server.stop() }
      try office.bulk.prove(with: office.company)
      try office.small.prove(with: office.company)
      try office.company.close()
    }
  }

  private static func office(
    _ number: Int, of orgs: Int, servers: Int, in database: PrivateDatabase, folder: URL
  ) throws -> Office {
    guard let address = PostgresAddress(database.addressText) else { throw WorkloadError("that is no address") }
    let org = Company.org(UInt64(number) + 2, isDivided: true)
    let store = try PostgresHubStore.create(at: address, org: org)
    let company = try Company(over: store, in: folder, environment: .system) { store.close() }
    let bulk = try Fleet(laptopCount / orgs, in: company, named: "laptop")
    // A laptop that is to claim customers must know its territory.
    for member in bulk.members { _ = try member.laptop.sync(with: company) }
    let small = try Fleet(seatCount / orgs, in: company)
    let options = ["--store", address.text, "--org", org.id.description]
    return Office(
      company: company, servers: try (0..<servers).map { _ in try ServerProcess(folder, options: options) }, bulk: bulk,
      small: small)
  }

  /// Each device with the port of its server, in turn through the orgs and their servers.
  private static func ports(_ offices: [Office], _ fleet: (Office) -> Fleet) -> [(member: Fleet.Member, port: Int)] {
    offices.flatMap { office in
      fleet(office).members.enumerated().map { ($1, office.servers[$0 % office.servers.count].port) }
    }
  }

  private static func bulk(_ offices: [Office], customers: Int, seed: UInt64) throws -> Double {
    let all = ports(offices, \.bulk)
    var rows = 0
    for (number, (member, _)) in all.enumerated() {
      let inserts = Workload(customers: customers / all.count, seed: seed + UInt64(number)).inserts
      rows += try inserts.count()
      try member.laptop.play(inserts)
      try member.laptop.claimCustomers()
      try member.laptop.seal()
    }
    let wall = Wall()
    try Workers.run(all.count, width: all.count) { try BulkPushes.push(all[$0].member, port: all[$0].port) }
    return Double(rows) / wall.seconds
  }

  private static func small(_ offices: [Office], seed: UInt64) throws -> Double {
    let seats = try ports(offices, \.small).map { try Seat($0.member, port: $0.port) }
    // Other IDs than those of the laptops before.
    try SmallSyncs.settle(seats, seed: seed &+ 1_000)
    var seconds = 0.0
    for _ in 0..<rounds {
      try Workers.run(seats.count, width: 4) { try seats[$0].edit(20) }
      let wall = Wall()
      try Workers.run(seats.count, width: seats.count) { try seats[$0].exchange() }
      seconds += wall.seconds
      try Workers.run(seats.count, width: 4) { try seats[$0].finish() }
    }
    return Double(seats.count * rounds) / seconds
  }
}
