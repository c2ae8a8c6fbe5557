import FaultDisk
import ReplicaStore
import Testing

@testable import Simulator

/// A program died after its disk had failed to sync, and was started again: what it says is saved from then on is.
@Suite struct LeftLogOfStoresTests {
  @Test func replica_keepsWhatIsSavedAfterwards() throws {
    try FaultDisk.install()
    let world = try CutWorld()
    let folder = try CutFolder()
    let machine = try FaultyMachine(folder: folder.path)
    let laptop = CutDevice(in: machine.folder)
    try laptop.join(code: try world.code(of: "Ann"), hub: world.hub)
    try laptop.sync(world.hub, deltaBytesMax: 1 << 20)
    // The log begins with a sync of its own.
    try laptop.write(CutSQL.set("name", of: 3, to: "first"))
    machine.fail(.ioError, atOperation: 0, forever: false, kinds: .sync)
    #expect(throws: ReplicaError.self) { try laptop.write(CutSQL.set("name", of: 1, to: "refused")) }
    machine.crashNow()
    laptop.drop()
    try machine.restart(.process)
    try laptop.write(CutSQL.set("name", of: 2, to: "saved"))
    machine.crashNow()
    laptop.drop()
    try machine.restart(.powerNone)
    #expect(try laptop.text("SELECT name FROM customers WHERE id = \(CutSQL.id(2))") == "saved")
    withExtendedLifetime(folder) {}
  }

  @Test func hub_keepsWhatIsAcknowledgedAfterwards() throws {
    try FaultDisk.install()
    let world = try CutWorld()
    try world.hub.store.checkpoint()
    let folder = try CutFolder(copyOf: world.hubFolder.path)
    let machine = try FaultyMachine(folder: folder.path)
    var hub = try CutHub(in: machine.folder)
    machine.fail(.ioError, atOperation: 0, forever: false, kinds: .sync)
    #expect(throws: (any Error).self) { try hub.service.perform(.addTerritory(name: "refused")) }
    machine.crashNow()
    try? hub.close()
    try machine.restart(.process)
    hub = try CutHub(in: machine.folder)
    _ = try hub.service.perform(.addTerritory(name: "saved"))
    machine.crashNow()
    try? hub.close()
    try machine.restart(.powerNone)
    hub = try CutHub(in: machine.folder)
    // The same name again would be refused.
    #expect(throws: (any Error).self) { try hub.service.perform(.addTerritory(name: "saved")) }
    try hub.close()
    withExtendedLifetime(folder) {}
  }
}
