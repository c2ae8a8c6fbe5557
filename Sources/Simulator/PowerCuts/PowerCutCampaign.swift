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
  /// them, then the random modes with new seeds.
  /// - Parameter progress: told after each cut how many are done.
  public func run(cuts: Int, progress: (Int, CutTally) -> Void = { _, _ in }) -> CutTally {
    var tally = CutTally()
    tally.operations = operations
    let start = clock()
    var random = Dice(seed: seed, stream: "cuts")
    var cases = [CutCase]()
    var round = 0
    while tally.cuts < cuts {
      if cases.isEmpty {
        cases = self.cases(round: round, random: &random)
        round += 1
      }
      guard let cut = cases.popLast() else { break }
      tally.add(cut, outcome(of: cut))
      progress(tally.cuts, tally)
    }
    tally.cpuSeconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    return tally
  }

  private func cases(round: Int, random: inout Dice) -> [CutCase] {
    let modes = CutMode.allCases.filter { round == 0 || $0.isRandom }
    var cases = places.flatMap { place in
      modes.map { mode in
        CutCase(
          store: place.store, scene: place.scene, operation: place.operation, mode: mode, seed: random.next() >> 32)
      }
    }
    cases.shuffle(using: &random)
    return cases
  }

  /// Plays one cut.
  /// - Returns: what was wrong; nil when everything held.
  public func outcome(of cut: CutCase) -> CutFailure? {
    do {
      switch cut.store {
      case .client:
        guard let scene = clientScenes.first(where: { $0.name == cut.scene }) else { return Self.noScene(cut) }
        var run = try ClientCut(scene)
        try run.run(cut)
      case .server:
        guard let scene = serverScenes.first(where: { $0.name == cut.scene }) else { return Self.noScene(cut) }
        var run = try ServerCut(scene)
        try run.run(cut)
      }
      return nil
    } catch let failure as CutFailure {
      return failure
    } catch {
      return CutFailure(.unexpected, "\(error)")
    }
  }

  private static func noScene(_ cut: CutCase) -> CutFailure {
    CutFailure(.unexpected, "there is no scene \(cut.scene) for the \(cut.store.rawValue)")
  }
}
