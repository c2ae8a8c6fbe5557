import FaultDisk
import Foundation
import HubStore
import SyncProtocol

/// One cut on a hub: a scene up to the operation, the death or the fault, and what must hold afterwards.
struct ServerCut {
  let scene: ServerScene
  private let folder: CutFolder
  private let machine: FaultyMachine
  private var hub: CutHub?
  /// How many acts were answered.
  private var answered = 0

  init(_ scene: ServerScene) throws {
    self.scene = scene
    folder = try scene.stage()
    machine = try FaultyMachine(folder: folder.path)
  }

  /// How many operations the scene has when nothing breaks.
  mutating func countOperations() throws -> UInt64 {
    try open()
    try play()
    return machine.operations
  }

  /// Plays one death or fault, and looks at what each of these cuts leaves of it; after the last one the hub goes on to
  /// the end.
  /// - Parameter cuts: equal in scene, operation and batch.
  /// - Returns: what was wrong with each.
  mutating func run(_ cuts: [CutCase]) -> [CutFailure?] {
    guard let last = cuts.last else { return [] }
    last.mode.strike(machine, at: last.operation, seed: last.seed)
    do {
      try open()
      try play()
    } catch let failure as CutFailure {
      return cuts.map { _ in failure }
    } catch {
      // The act that failed is asked for again below.
    }
    if last.mode.survival != nil {
      machine.crashNow()
      hub = nil
    }
    let looks = cuts.dropLast().map { cut in CutFailure.thrown { try look(at: cut) } }
    return looks + [CutFailure.thrown { try goOn(after: last) }]
  }

  /// Opens a copy of what survives, and compares what it remembers with what was answered.
  private func look(at cut: CutCase) throws {
    let copy = try CutFolder()
    try machine.copySurvivors(to: copy.path, cut.mode.survival ?? .process, seed: cut.seed)
    _ = try check(try open(in: copy.path))
  }

  /// Asks for everything that was not answered yet.
  private mutating func goOn(after cut: CutCase) throws {
    if let survival = cut.mode.survival {
      try machine.restart(survival, seed: cut.seed)
    } else {
      machine.heal()
    }
    if hub?.hasEnded ?? true { try open() }
    guard let hub else { return }
    answered = try check(hub)
    do {
      try play()
    } catch let failure as CutFailure {
      throw failure
    } catch {
      throw CutFailure(.stuck, "after the repair, at act \(answered): \(error)")
    }
    let state = try HubState(hub.store)
    if let last = scene.states.last, state != last {
      throw CutFailure(.stuck, "unlike a hub that never died, at the end \(state.difference(from: last))")
    }
  }

  private mutating func open() throws { hub = try open(in: machine.folder) }

  private func open(in folder: String) throws -> CutHub {
    let isThere = FileManager.default.fileExists(atPath: folder + "/hub.sqlite")
    return try CutHub(in: folder, creates: scene.beginsWithNothing && !isThere && answered == 0)
  }

  private mutating func play() throws {
    guard let hub else { throw CutFailure(.unexpected, "the hub is not open") }
    while answered < scene.acts.count {
      let act = scene.acts[answered]
      let answer = try act.perform(on: hub, number: ServerScene.firstNumber + answered)
      guard answer == scene.answers[answered] else {
        throw CutFailure(.lost, "act \(answered) was answered \(answer) instead of \(scene.answers[answered])")
      }
      answered += 1
    }
  }

  /// The store is sound, and its state that after the last act that was answered, or after the one under way.
  /// - Returns: how many acts need not be asked for again.
  private func check(_ hub: CutHub) throws -> Int {
    let faults = try hub.store.integrityFaults()
    if !faults.isEmpty { throw CutFailure(.corrupt, faults.joined(separator: "; ")) }
    let state = try HubState(hub.store)
    if state == scene.states[answered] { return answered }
    guard answered < scene.acts.count, state == scene.states[answered + 1] else {
      let isOld = scene.states.prefix(answered).contains(state)
      throw CutFailure(
        isOld ? .lost : .half,
        "\(answered) acts were answered, and \(state.difference(from: scene.states[answered]))")
    }
    // What can be asked for again is, as a device does whose reply was lost.
    return scene.acts[answered].isRepeatable ? answered : answered + 1
  }
}
