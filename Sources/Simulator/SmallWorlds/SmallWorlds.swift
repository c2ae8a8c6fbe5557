import ChangeModel
import Foundation

/// Plays every world of two devices and a server in which each device carries out a few operations and one sync, cut
/// into its steps, and at most one of the three crashes: all interleavings, each to its end.
///
/// A world is a path through a graph of states. Paths that lead to the same state go on from there once, and are
/// counted; the count must be that of `SmallProgram.worlds`, which knows nothing of states. What is not played again
/// is what the same code did with the same input. One thing is left out on an argument: a device that crashes outside
/// of a sync is not opened anew, because all that it has is on disk.
public final class SmallWorlds {
  private let parts: SmallParts
  /// For each world how many worlds go on from it.
  private var counts: [SmallWorld: Int] = [:]
  private var settled: [[Int]: [String]] = [:]
  private var path: [SmallEvent] = []
  private var program = SmallProgram(operations: [[], []])
  public private(set) var report = SmallReport()
  /// States that are remembered at most; one takes some 50 kB.
  private static let statesMax = 12_000

  /// - Parameter folder: an empty folder for three files, best in memory.
  public init(folder: URL) throws {
    parts = try SmallParts(folder: folder)
  }

  /// Plays all worlds of a program.
  public func play(_ program: SmallProgram) throws {
    self.program = program
    counts = [:]
    path = []
    if try parts.clear(aboveStates: Self.statesMax) { settled = [:] }
    let before = parts.stepCount
    let count = try play(SmallWorld())
    report.programs += 1
    report.worlds += count
    report.worldsWithoutCrash += program.worldsWithoutCrash
    report.states += counts.count
    report.steps += parts.stepCount - before
    if count != program.worlds {
      report.failures.append(SmallFailure(program.name, "", ["\(count) worlds were played, not \(program.worlds)"]))
    }
  }

  private func play(_ world: SmallWorld) throws -> Int {
    if let count = counts[world] { return count }
    let events = world.events(program)
    var count = events.isEmpty ? 1 : 0
    if events.isEmpty { try finish(world) }
    for event in events {
      path.append(event)
      defer { path.removeLast() }
      do {
        count += try play(world.after(event, program, parts))
      } catch let fault as SmallWorldFault {
        fail([fault.description])
      }
    }
    counts[world] = count
    return count
  }

  private func fail(_ lines: [String]) {
    report.failures.append(SmallFailure(program.name, String(path.map(\.letter)), lines))
  }

  private func finish(_ world: SmallWorld) throws {
    report.ends += 1
    let key = world.device + [world.hub]
    if let faults = settled[key] {
      if !faults.isEmpty { fail(faults) }
      return
    }
    let faults = try SmallEnding(parts: parts).faults(of: world)
    settled[key] = faults
    report.endings += 1
    if !faults.isEmpty { fail(faults) }
  }

  /// Plays one world, given by its program and the letters of its events.
  /// - Returns: what happens, in words, and what is wrong at the end.
  public func replay(_ name: String) throws -> (history: [String], faults: [String]) {
    let halves = name.split(separator: ":", maxSplits: 1)
    guard halves.count == 2, let program = SmallProgram(name: String(halves[0])) else {
      throw SmallWorldFault("A world is named like phone|notes:wbBhHsSpPW, with operations of the alphabet.")
    }
    var world = SmallWorld()
    var history = [String]()
    for letter in halves[1] {
      guard let event = SmallEvent(letter: letter), world.events(program).contains(event) else {
        throw SmallWorldFault("\(letter) cannot happen after \(history.count) events.")
      }
      history.append(event.words(world, program))
      world = try world.after(event, program, parts)
    }
    return (history, try SmallEnding(parts: parts).faults(of: world))
  }
}
