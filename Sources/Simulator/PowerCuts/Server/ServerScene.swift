import Hub
import SyncProtocol

/// A piece of a hub's life that is cut at each of its operations.
///
/// It is recorded once with real devices. Played again it must answer the same and end the same, with a cut or without.
final class ServerScene {
  let name: String
  let acts: [ServerAct]
  /// What the hub answers to each act.
  private(set) var answers: [String] = []
  /// What it remembers before the first act and after each.
  private(set) var states: [HubState] = []
  /// Whether the scene begins with no store at all.
  let beginsWithNothing: Bool
  private let folder: CutFolder

  init(_ name: String, in world: CutWorld, story: (ServerRecorder) throws -> Void) throws {
    let start = try CutWorld(copyOf: world)
    try start.close()
    let recorder = ServerRecorder(try CutWorld(copyOf: world))
    try story(recorder)
    try recorder.world.close()
    self.name = name
    acts = recorder.acts
    folder = start.hubFolder
    beginsWithNothing = false
    try rehearse()
  }

  /// The making of a store, and its first acts.
  init(creating name: String, acts: [ServerAct]) throws {
    self.name = name
    self.acts = acts
    folder = try CutFolder()
    beginsWithNothing = true
    try rehearse()
  }

  /// Where the acts of scenes are numbered from: above those of the preparation.
  static let firstNumber = 100

  func stage() throws -> CutFolder { try CutFolder(copyOf: folder.path) }

  private func rehearse() throws {
    let copy = try stage()
    let hub = try CutHub(in: copy.path, creates: beginsWithNothing)
    states = [try HubState(hub.store)]
    for (index, act) in acts.enumerated() {
      answers.append(try act.perform(on: hub, number: Self.firstNumber + index))
      states.append(try HubState(hub.store))
    }
    try hub.close()
  }
}

/// Plays a story with real devices and writes down what the hub was asked.
final class ServerRecorder {
  let world: CutWorld
  private(set) var acts: [ServerAct] = []

  init(_ world: CutWorld) { self.world = world }

  @discardableResult
  func perform(_ act: ServerAct) throws -> String {
    acts.append(act)
    return try act.perform(on: world.hub, number: ServerScene.firstNumber + acts.count - 1)
  }

  /// A whole sync; each request is an act of its own.
  func sync(_ device: CutDevice, deltaBytesMax: Int = 1 << 20) throws {
    let number = try device.opened().identity.device
    device.now = world.hub.now
    device.listener = { [unowned self] request in
      acts.append(.sync([ServerAct.Post(device: number, request: request)]))
      world.hub.begin(act: ServerScene.firstNumber + acts.count - 1)
    }
    defer { device.listener = { _ in } }
    try device.sync(world.hub, deltaBytesMax: deltaBytesMax)
  }

  /// One commit for the first requests of several devices, whose replies are lost.
  func group(_ devices: [CutDevice]) throws {
    let posts = try devices.map {
      ServerAct.Post(device: try $0.opened().identity.device, request: try $0.firstRequest())
    }
    try perform(.sync(posts))
  }
}
