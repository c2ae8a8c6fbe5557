import Foundation
import Yardstick

/// Many syncs that hand in 20 rows each, as a rep's day has them: each on disk before it is answered.
struct SmallPushes {
  /// Syncs a second of the server's processor time, one after the other.
  let rate: Double

  init(count: Int, in folder: URL, seed: UInt64) throws {
    let company = try Company(in: folder)
    let laptop = try company.laptop("cid")
    _ = try laptop.sync(with: company)
    try laptop.play(Workload(customers: 100, seed: seed).inserts)
    _ = try laptop.sync(with: company)
    var maker = WorkloadMaker(seed: seed)
    _ = maker.inserts(customers: 100)
    var serving = 0.0
    for _ in 0..<count {
      try laptop.play(maker.updates(20, name: "small"))
      serving += try laptop.sync(with: company).serving.seconds
    }
    rate = Double(count) / serving
    try company.close()
  }
}
