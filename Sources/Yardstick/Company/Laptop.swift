import ChangeModel
import ReplicaStore
import SyncProtocol

/// A device in this process: a real replica, and a client that writes to it with plain SQL.
///
/// Not for several threads at once: whoever hands it on lets go of it.
public final class Laptop: @unchecked Sendable {
  public let replica: Replica
  public let path: String
  public let enrolment: EnrolReply
  private var now: Int64

  init(at path: String, enrolment: EnrolReply, now: Int64) throws {
    self.path = path
    self.enrolment = enrolment
    self.now = now
    replica = try Replica.create(at: path, enrolment: enrolment, server: "yardstick", now: now, origin: 1)
  }

  public var device: DeviceNumber { enrolment.device }

  /// Plays operations as a client that knows nothing of Godwit.
  public func play(_ operations: Operations) throws {
    let client = try OperationClient(path: path)
    defer { client.close() }
    try client.play(operations)
  }

  /// Puts customers that belong to no territory into the one that this device holds.
  public func claimCustomers() throws {
    let client = try OperationClient(path: path)
    defer { client.close() }
    let column = WorkloadSchema.territoryColumn
    // Each user of a divided company has a territory of the same name.
    let own = "(SELECT id FROM territories WHERE name = (SELECT name FROM reps WHERE godwit_row = \(enrolment.rep)))"
    try client.run("UPDATE customers SET \(column) = \(own) WHERE \(column) IS NULL")
  }

  /// One edit of one customer.
  public func writeOne() throws {
    let client = try OperationClient(path: path)
    defer { client.close() }
    try client.run("UPDATE customers SET grade = 'Z' WHERE godwit_row = (SELECT min(godwit_row) FROM customers)")
  }

  /// The size of the replica, its log folded in.
  public func bytes() throws -> Int64 {
    let client = try OperationClient(path: path)
    defer { client.close() }
    try client.run("PRAGMA wal_checkpoint(TRUNCATE)")
    return try client.number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
  }

  public func seal() throws {
    now += 60_000
    _ = try replica.seal(now: now)
  }

  /// Begins a sync: what was captured is sealed, and nothing is sent yet.
  public func begin() throws -> LaptopSync {
    now += 60_000
    return try LaptopSync(replica, now: now)
  }

  /// One sync, by bytes: what goes over the wire, and where the time goes.
  @discardableResult
  public func sync(with office: some Office) throws -> Traffic {
    var sync = try begin()
    try sync.run(with: office, as: device)
    return sync.traffic
  }
}
