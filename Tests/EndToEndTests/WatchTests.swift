import Foundation
import Testing

/// Replicas that stay connected, and two programs on one home.
@Suite(.serialized) struct WatchTests {
  private static let insert =
    "INSERT INTO customers(territory_id, name) SELECT id, 'Café Nord' FROM territories WHERE name='North';"

  private func stop(_ process: Process) {
    process.terminate()
    process.waitUntilExit()
  }

  @Test func editOnOneReplica_appearsOnAnother_bothWatching_alsoAfterTheServerWasAway() throws {
    let world = try World()
    try world.startServer()
    var watchers = [Process]()
    for rep in ["Ann", "Mia"] {
      try world.join(rep)
      watchers.append(
        try Program.start("godwit", ["sync", "--watch", "--home", world.home(rep)], in: world.folder).process)
    }
    defer { watchers.forEach(stop) }
    try world.sql("Ann", Self.insert)
    try eventually("Mia sees the customer") { try world.sql("Mia", "SELECT count(*) FROM customers;") == "1" }
    world.stopServer()
    try world.sql("Mia", "UPDATE customers SET phone='0200';")
    try world.startServer()
    try eventually("Ann sees the number") { try world.sql("Ann", "SELECT phone FROM customers;") == "0200" }
    for watcher in watchers {
      stop(watcher)
      #expect(watcher.terminationStatus == 0)
    }
    watchers = []
    #expect(try world.verify("Ann"))
    #expect(try world.verify("Mia"))
  }

  @Test func twoSyncsAtOnce_theSecondIsTurnedAwayWithTheReason() throws {
    let world = try World()
    try world.startServer()
    try world.join("Ann")
    let (watcher, _, _) = try Program.start(
      "godwit", ["sync", "--watch", "--home", world.home("Ann")], in: world.folder)
    defer { stop(watcher) }
    try world.sql("Ann", Self.insert)
    try eventually("the first sync is at work") {
      try world.godwit("Ann", "status", "--json").json()["pending"] as? Int == 0
    }
    let second = try world.godwit("Ann", "sync")
    #expect(second.status == 1)
    #expect(second.errors.contains("another sync"), "\(second.errors)")
    // Writing goes on beside it.
    let added = try world.godwit("Ann", "customer", "add", "--name", "Beside the sync")
    #expect(added.status == 0, "\(added.errors)")
  }

  /// A disk of its own that is too small. Needs the right to mount; says so and passes where there is none.
  @Test func fullDisk_isSaidPlainly_andNothingIsLost() throws {
    let world = try World()
    try world.startServer()
    let home = world.home("Ann")
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    let mounted = try Program.run("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", home], in: world.folder)
    guard mounted.status == 0 else {
      print("skipped: no right to mount a small disk here")
      return
    }
    defer { _ = try? Program.run("umount", ["-l", home], in: world.folder) }
    try world.join("Ann")
    try world.sql("Ann", Self.insert)
    let filler = home + "/filler"
    _ = try Program.run("dd", ["if=/dev/zero", "of=\(filler)", "bs=4k"], in: world.folder)
    let sync = try world.godwit("Ann", "sync")
    #expect(sync.status == 1, "\(sync.status) \(sync.errors)")
    #expect(sync.errors.lowercased().contains("disk"), "\(sync.errors)")
    let add = try world.godwit("Ann", "customer", "add", "--name", String(repeating: "long ", count: 2_000))
    #expect(add.status == 1, "\(add.errors)")
    try FileManager.default.removeItem(atPath: filler)
    try world.sync("Ann")
    #expect(try world.sql("Ann", "SELECT name FROM customers;") == "Café Nord")
    #expect(try world.verify("Ann"))
    try world.office("verify", world.serverFolder)
  }
}
