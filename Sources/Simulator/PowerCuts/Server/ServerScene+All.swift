import Hub
import HubStore
import SyncProtocol

extension ServerScene {
  /// The scenes that are played on a hub's store.
  static func all() throws -> [ServerScene] {
    let world = try CutWorld()
    try world.ann.join(code: try world.code(of: "Ann"), hub: world.hub)
    try world.ann.sync(world.hub, deltaBytesMax: 1 << 20)
    return [
      try ServerScene(
        creating: "found",
        acts: [
          .office(.addTerritory(name: "East")), .office(.addRep(name: "Eve", territories: ["East"], role: .rep)),
        ]),
      try ServerScene("push", in: world, story: push), try ServerScene("office", in: world, story: office),
      try ServerScene("grow", in: world, story: grow),
    ]
  }

  /// Single pushes, a group whose replies are lost, a repetition, a rejection, and the log folded in.
  private static func push(_ recorder: ServerRecorder) throws {
    let (ann, ben) = (recorder.world.ann, recorder.world.ben)
    try ann.write(CutSQL.order(301, customer: 1, called: "S1"))
    try recorder.sync(ann)
    try ann.write(CutSQL.order(302, customer: 1, called: "S2"))
    try ann.write(CutSQL.add(to: "notes", of: 2, "from Ann. ") + CutSQL.visit(2))
    try ben.write(CutSQL.add(to: "notes", of: 2, "from Ben. ") + CutSQL.visit(2))
    try ben.write(CutSQL.set("phone", of: 1, to: "111"))
    try recorder.group([ann, ben])
    try recorder.sync(ben)
    try recorder.perform(.checkpoint)
    try ann.foreign(CutSQL.order(303, customer: 2, called: "B10") + CutSQL.order(304, customer: 2, called: "S4"))
    try recorder.sync(ann)
    try recorder.perform(.reopen)
    try ben.write("DELETE FROM lines WHERE id = \(CutSQL.id(301 * 64 + 1));")
    try recorder.sync(ben)
  }

  /// The office's own work, and devices that come and go.
  private static func office(_ recorder: ServerRecorder) throws {
    try recorder.perform(.office(.addTerritory(name: "West")))
    try recorder.perform(.office(.addRep(name: "Cem", territories: ["West"], role: .rep)))
    let world = recorder.world
    try recorder.perform(.office(.invite(rep: "Cem", validDays: 7)))
    world.hub.begin(act: ServerScene.firstNumber + recorder.acts.count - 1)
    let code = try world.code(of: "Cem")
    try recorder.perform(
      .enrol(EnrolRequest(code: code, publicKey: [UInt8](repeating: 5, count: 32), deviceName: "Cem's")))
    try recorder.perform(.office(.assignRep(rep: "Ann", territories: ["North", "West"])))
    try world.ann.write(CutSQL.visit(1))
    try recorder.sync(world.ann)
    try recorder.perform(.office(.revokeDevice(device: try world.ben.opened().identity.device)))
  }

  /// A newer schema over full tables.
  private static func grow(_ recorder: ServerRecorder) throws {
    let ann = recorder.world.ann
    try ann.write(CutSQL.order(311, customer: 1, called: "S11"))
    try recorder.sync(ann)
    try recorder.perform(.grow(CutSchema.grown))
    try recorder.sync(ann)
    try ann.write(CutSQL.set("grade", of: 1, to: "A"))
    try recorder.sync(ann)
  }
}
