import Foundation
import Testing

/// Real processes that end without a word, again and again: nothing that was said to be done may be lost.
///
/// `GODWIT_KILL_CYCLES` says how many times (`scripts/kill-loop` sets it), `GODWIT_KILL_SEED` how it goes on.
@Suite(.serialized) struct KillLoopTests {
  @Test func killedAgainAndAgain_nothingAcknowledgedIsLost() throws {
    let environment = ProcessInfo.processInfo.environment
    let loop = try KillLoop(seed: environment["GODWIT_KILL_SEED"].flatMap(UInt64.init) ?? 1)
    try loop.run(cycles: environment["GODWIT_KILL_CYCLES"].flatMap(Int.init) ?? 20)
    try loop.finish()
    print(loop.summary)
    #expect(loop.lost.isEmpty, "\(loop.lost.prefix(20).joined(separator: "\n"))")
  }
}
