import Foundation
import TestSupport
import Yardstick

/// What servers on a PostgreSQL of their own do, beside what that PostgreSQL does alone, in the same run and by the clock: its
/// processor time is not theirs, and both share the machine.
struct OnPostgres {
  /// How many orgs are in the database, and how many servers each of them has.
  private static let worlds = [(orgs: 1, servers: 1), (orgs: 1, servers: 2), (orgs: 4, servers: 1)]
  /// Made customers; each brings six rows.
  private static let customers = 8_000

  let ceiling: PostgresCeiling
  let servers: [PostgresServers]

  init(in folder: URL, seed: UInt64, progress: (String) -> Void) throws {
    // With everything that keeps what is acknowledged: fsync, synchronous_commit and full_page_writes are on.
    let postgres = try PrivatePostgres()
    progress("PostgreSQL alone")
    ceiling = try PostgresCeiling(Workload(customers: Self.customers, seed: seed), on: postgres, in: folder)
    servers = try Self.worlds.map { world in
      progress("\(Self.name(world)) on PostgreSQL")
      return try PostgresServers(
        orgs: world.orgs, servers: world.servers, customers: Self.customers, on: postgres,
        in: folder.appendingPathComponent("\(world.orgs)-\(world.servers)"), seed: seed)
    }
  }

  private static func name(_ world: (orgs: Int, servers: Int)) -> String {
    let servers = world.orgs * world.servers
    return "\(servers) server\(servers > 1 ? "s" : ""), \(world.orgs) org\(world.orgs > 1 ? "s" : "")"
  }

  static func figures(of runs: [OnPostgres]) -> [Figure] {
    guard !runs.isEmpty else { return [] }
    let batched = runs.map(\.ceiling.batched).median
    let small = runs.map(\.ceiling.small).median
    var figures = [
      rate("PostgreSQL alone: upserts in batches of 1,000", batched, "rows/s"),
      rate("PostgreSQL alone: commits of 20 rows, one writer", small, "/s"),
    ]
    for (index, world) in worlds.enumerated() {
      let merged = runs.map { $0.servers[index].merged }.median
      let syncs = runs.map { $0.servers[index].syncs }.median
      figures += [
        rate("PostgreSQL, \(name(world)): rows merged", merged, "rows/s"),
        ratio("the same, of PostgreSQL's own rate", merged / batched),
        rate("PostgreSQL, \(name(world)): syncs of 20 rows", syncs, "/s"),
        ratio("the same, of PostgreSQL's own rate", syncs / small),
      ]
    }
    return figures
  }

  private static func rate(_ name: String, _ value: Double, _ unit: String) -> Figure {
    Figure(name: name, value: value, unit: unit, kind: .time, isMoreBetter: true)
  }

  private static func ratio(_ name: String, _ value: Double) -> Figure {
    Figure(name: name, value: value, unit: "", kind: .ratio, isMoreBetter: true)
  }
}
