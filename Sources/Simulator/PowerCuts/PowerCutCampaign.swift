import FaultDisk
import Foundation

/// Cuts the stores of both sides at every operation, in every mode, as often as asked for.
public final class PowerCutCampaign {
  private let clientScenes: [ClientScene]
  private let serverScenes: [ServerScene]
  private let seed: UInt64
  /// Every place at which a cut can strike.
  private var places: [Place] = []
  private var operations: [CutCase.Store: UInt64] = [:]

  private struct Place {
    var store: CutCase.Store
    var scene: String
    var operation: UInt64
  }

  /// - Parameter seed: decides what survives; the places follow from the scenes alone.
  public init(seed: UInt64, stores: [CutCase.Store] = CutCase.Store.allCases) throws {
    try FaultDisk.install()
    self.seed = seed
    clientScenes = stores.contains(.client) ? try ClientScene.all() : []
    serverScenes = stores.contains(.server) ? try ServerScene.all() : []
    for scene in clientScenes {
      var cut = try ClientCut(scene)
      add(.client, scene.name, try cut.countOperations())
    }
    for scene in serverScenes {
      var cut = try ServerCut(scene)
      add(.server, scene.name, try cut.countOperations())
    }
  }

  private func add(_ store: CutCase.Store, _ scene: String, _ count: UInt64) {
    operations[store, default: 0] += count
    for operation in 1...max(1, count) { places.append(Place(store: store, scene: scene, operation: operation)) }
  }

  /// Runs so many cuts: first every place in every mode, in an order that a small number still spreads over all of
  /// them, then the random modes with new seeds. Then so many failing calls.
  /// - Parameter progress: told after each step how much is done.
  public func run(cuts: Int, faults: Int, progress: (CutTally) -> Void = { _ in }) -> CutTally {
    var tally = CutTally()
    tally.operations = operations
    let start = clock()
    var random = Dice(seed: seed, stream: "cuts")
    play({ deaths(round: $0, &random) }, until: cuts, count: { $0.cuts }, &tally, progress)
    play({ self.faults(round: $0, &random) }, until: faults, count: { $0.faults }, &tally, progress)
    tally.cpuSeconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    return tally
  }

  private func play(
    _ batches: (Int) -> [[CutCase]], until goal: Int, count: (CutTally) -> Int, _ tally: inout CutTally,
    _ progress: (CutTally) -> Void
  ) {
    var round = 0
    var waiting = [[CutCase]]()
    while count(tally) < goal, !places.isEmpty {
      if waiting.isEmpty {
        waiting = batches(round)
        round += 1
      }
      guard let batch = waiting.popLast() else { return }
      let cuts = Array(batch.prefix(goal - count(tally)))
      for (cut, failure) in zip(cuts, outcomes(of: cuts)) { tally.add(cut, failure) }
      progress(tally)
    }
  }

  /// The modes that one death is looked at in: at first all of them, later those in which another seed is another case.
  private static func modes(round: Int) -> [CutMode] {
    let random = CutMode.deaths.filter(\.isRandom)
    return round == 0 ? CutMode.deaths + random : random + random + random + random
  }

  private func deaths(round: Int, _ random: inout Dice) -> [[CutCase]] {
    let modes = Self.modes(round: round)
    var batches = places.map { place in
      // The last one goes on to the end: each mode in its turn.
      let turn = Int(place.operation) % modes.count
      return cases(place, Array(modes[turn...] + modes[..<turn]), &random)
    }
    batches.shuffle(using: &random)
    return batches
  }

  private func faults(round: Int, _ random: inout Dice) -> [[CutCase]] {
    var batches = places.map { place in
      cases(place, [CutMode.faults[(Int(place.operation) + round) % CutMode.faults.count]], &random)
    }
    batches.shuffle(using: &random)
    return batches
  }

  private func cases(_ place: Place, _ modes: [CutMode], _ random: inout Dice) -> [CutCase] {
    let batch = (random.next() >> 32) & 0xFFFF_FF00
    return modes.enumerated().map { index, mode in
      CutCase(
        store: place.store, scene: place.scene, operation: place.operation, mode: mode, seed: batch + UInt64(index))
    }
  }

  /// Plays one cut.
  /// - Returns: what was wrong; nil when everything held.
  public func outcome(of cut: CutCase) -> CutFailure? { outcomes(of: [cut])[0] }

  /// Plays cuts of one batch.
  private func outcomes(of cuts: [CutCase]) -> [CutFailure?] {
    guard let first = cuts.first else { return [] }
    do {
      switch first.store {
      case .client:
        guard let scene = clientScenes.first(where: { $0.name == first.scene }) else { throw Self.noScene(first) }
        var run = try ClientCut(scene)
        return run.run(cuts)
      case .server:
        guard let scene = serverScenes.first(where: { $0.name == first.scene }) else { throw Self.noScene(first) }
        var run = try ServerCut(scene)
        return run.run(cuts)
      }
    } catch {
      let failure = error as? CutFailure ?? CutFailure(.unexpected, "\(error)")
      return cuts.map { _ in failure }
    }
  }

  private static func noScene(_ cut: CutCase) -> CutFailure {
    CutFailure(.unexpected, "there is no scene \(cut.scene) for the \(cut.store.rawValue)")
  }
}
