import Foundation
import Yardstick

/// The workload played once on plain SQLite and once through Godwit: two laptops, a server, and everything between them.
///
/// Ann writes and pushes; Ben joins when the inserts are on the server and pulls what comes after.
struct Day {
  /// Of inserts, updates and deletes: processor seconds and bytes.
  struct Part {
    var rows = 0
    /// On plain SQLite, in the transactions of the workload.
    var plain = 0.0
    /// On plain SQLite, in one transaction.
    var plainAtOnce = 0.0
    /// On the replica, by a client that knows nothing of Godwit.
    var captured = 0.0
    var sealed = 0.0
    var push = Traffic()
    var pull = Traffic()
    /// Bytes of the file against a plain one, all acknowledged.
    var size = 0.0
  }

  private(set) var inserts = Part()
  private(set) var updates = Part()
  private(set) var deletes = Part()
  /// Bytes of the push of so many updates.
  private(set) var small: [Int: Int] = [:]
  /// Seconds to make the push of 100 updates.
  private(set) var smallExtracting = 0.0
  /// A sync that hands in one change.
  private(set) var single = Traffic()

  init(_ workload: Workload, in folder: URL, progress: (String) -> Void) throws {
    let plain = try OperationClient(
      path: folder.appendingPathComponent("plain.sqlite").path, setUp: WorkloadSchema.plainSQL)
    let atOnce = try OperationClient(
      path: folder.appendingPathComponent("at-once.sqlite").path, setUp: WorkloadSchema.plainSQL)
    let company = try Company(in: folder)
    let ann = try company.laptop("ann")
    _ = try ann.sync(with: company)

    progress("inserts")
    inserts = try Self.part(workload.inserts, plain, atOnce, ann, company)
    progress("first download")
    let ben = try company.laptop("ben")
    inserts.pull = try ben.sync(with: company)
    progress("updates")
    updates = try Self.part(workload.updates, plain, atOnce, ann, company)
    updates.pull = try ben.sync(with: company)
    progress("deletes")
    deletes = try Self.part(workload.deletes, plain, atOnce, ann, company)
    deletes.pull = try ben.sync(with: company)
    progress("small syncs")
    try takeSmall(workload, ann, company)
    try Self.prove(ann, ben, company)
    try company.close()
  }

  private static func part(
    _ operations: Operations, _ plain: OperationClient, _ atOnce: OperationClient, _ ann: Laptop, _ company: Company
  ) throws -> Part {
    var part = Part()
    part.rows = try operations.count()
    part.plain = try CPUTime.of { try plain.play(operations) }
    part.captured = try CPUTime.of { try ann.play(operations) }
    part.plainAtOnce = try CPUTime.of { try atOnce.play(operations, isOneTransaction: true) }
    part.sealed = try CPUTime.of { try ann.seal() }
    part.push = try ann.sync(with: company)
    part.size = try Double(ann.bytes()) / Double(Self.bytes(of: plain))
    return part
  }

  private static func bytes(of client: OperationClient) throws -> Int64 {
    try client.number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
  }

  private mutating func takeSmall(_ workload: Workload, _ ann: Laptop, _ company: Company) throws {
    for count in Workload.smallCounts {
      guard let operations = workload.small[count] else { continue }
      try ann.play(operations)
      let traffic = try ann.sync(with: company)
      small[count] = traffic.sent
      if count == 100 { smallExtracting = traffic.extracting.seconds }
    }
    try ann.writeOne()
    single = try ann.sync(with: company)
  }

  /// Both laptops hold what the server holds: a figure of something that went wrong is none.
  private static func prove(_ ann: Laptop, _ ben: Laptop, _ company: Company) throws {
    for laptop in [ann, ben] {
      _ = try laptop.sync(with: company)
      let expected = try company.service.digests(device: laptop.replica.identity.device).digests
      guard try laptop.replica.digests().filter({ $0.count > 0 }) == expected.filter({ $0.count > 0 }) else {
        throw WorkloadError("the replica of \(laptop.path) differs from the server: nothing here counts")
      }
    }
  }
}
