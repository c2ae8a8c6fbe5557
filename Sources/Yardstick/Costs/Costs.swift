import Foundation

/// What a small day costs in things that can be counted: the same in each run and on each machine.
///
/// Ann writes 3,000 rows, 1,000 updates and 100 deletes, and hands them in; Ben downloads and pulls. Times are no part of
/// it; what is counted here is what they come from.
public struct Costs {
  /// By name; bytes, round trips, or statements on a replica's file with the triggers that they fire.
  public private(set) var counts: [String: Int] = [:]

  /// - Parameter folder: an empty one, absolute and without links.
  public init(in folder: URL, seed: UInt64 = 42) throws {
    let company = try Company(in: folder)
    let workload = Workload(customers: 500, seed: seed)
    let ann = try CountedLaptop("ann", of: company, in: folder)
    _ = try ann.sync()
    let ben = try CountedLaptop("ben", of: company, in: folder)
    _ = try ben.sync()
    for (name, operations) in [
      ("3,000 inserts", workload.inserts), ("1,000 updates", workload.updates), ("100 deletes", workload.deletes),
    ] {
      note("statements of capturing \(name)", try ann.statements { try $0.play(operations) })
      note("statements of sealing \(name)", try ann.statements { try $0.seal() })
      note("bytes of pushing \(name)", try ann.sync().sent)
      note("bytes of pulling \(name)", try ben.sync().received)
      note("statements of applying \(name)", ben.statementsOfSync)
    }
    for count in Workload.smallCounts {
      guard let operations = workload.small[count] else { continue }
      try ann.laptop.play(operations)
      note("bytes of pushing \(count) small updates", try ann.sync().sent)
    }
    try takeOneChange(ann)
    note("bytes of a first download", try CountedLaptop("cem", of: company, in: folder).sync().received)
    try company.close()
  }

  private mutating func takeOneChange(_ ann: CountedLaptop) throws {
    note("statements of capturing one change", try ann.statements { try $0.writeOne() })
    let traffic = try ann.sync()
    note("bytes of a sync of one change, sent", traffic.sent)
    note("bytes of a sync of one change, received", traffic.received)
    note("round trips of a sync of one change", traffic.roundTrips)
    note("statements of a sync of one change", ann.statementsOfSync)
    let idle = try ann.sync()
    note("bytes of a sync of nothing, both ways", idle.sent + idle.received)
    note("statements of a sync of nothing", ann.statementsOfSync)
  }

  private mutating func note(_ name: String, _ count: Int) { counts[name] = count }
}

/// A laptop whose statements are counted.
private final class CountedLaptop {
  let laptop: Laptop
  private(set) var statementsOfSync = 0
  private let company: Company
  private let counter: StatementCounter

  init(_ name: String, of company: Company, in folder: URL) throws {
    self.company = company
    counter = StatementCounter.watching(folder.appendingPathComponent("\(name).sqlite").path)
    laptop = try company.laptop(name)
  }

  func statements(_ body: (Laptop) throws -> Void) throws -> Int {
    let before = counter.count
    try body(laptop)
    return counter.count - before
  }

  func sync() throws -> Traffic {
    let before = counter.count
    defer { statementsOfSync = counter.count - before }
    return try laptop.sync(with: company)
  }
}
