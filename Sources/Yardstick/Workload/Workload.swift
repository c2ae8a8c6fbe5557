import Foundation

/// What is measured: rows that come, edits of single columns, deletes, and small batches of further edits.
public struct Workload: Sendable {
  /// Inserts: customers and visits by the hundred, each order with its three lines.
  public var inserts: Operations
  /// Updates of single columns of customers, ten a transaction.
  public var updates: Operations
  /// Deletes of visits and lines, ten a transaction.
  public var deletes: Operations
  /// 10, 100 and 1,000 updates on top.
  public var small: [Int: Operations]

  /// Reads `w1.ops`, `w2.ops`, `w3.ops` and `s10.ops` to `s1000.ops` of a folder.
  public init(folder: URL) throws {
    func read(_ name: String) throws -> Operations {
      do {
        return try Operations(file: folder.appendingPathComponent(name + ".ops"))
      } catch {
        throw WorkloadError(
          "\(folder.path) has no readable \(name).ops: name another folder, or leave --workload out")
      }
    }
    inserts = try read("w1")
    updates = try read("w2")
    deletes = try read("w3")
    small = [:]
    for count in Self.smallCounts { small[count] = try read("s\(count)") }
  }

  /// - Parameter customers: as many orders and visits are made, three times as many lines, twice as many updates.
  public init(customers: Int, seed: UInt64) {
    var maker = WorkloadMaker(seed: seed)
    inserts = maker.inserts(customers: customers)
    updates = maker.updates(2 * customers, name: "w2")
    deletes = maker.deletes(customers / 5)
    small = [:]
    for count in Self.smallCounts { small[count] = maker.updates(count, name: "s\(count)") }
  }

  public static let smallCounts = [10, 100, 1_000]
}
