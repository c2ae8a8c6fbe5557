extension ClientScene {
  /// The scenes that are played on a replica.
  static func all() throws -> [ClientScene] {
    let world = try CutWorld()
    let join = try ClientScene("join", in: world) { world in
      [ClientAct(deed: .join(code: try world.code(of: "Ann"))), .sync(deltaBytesMax: 500)]
    }
    let joined = try CutWorld(copyOf: world)
    try joined.ann.join(code: try joined.code(of: "Ann"), hub: joined.hub)
    try joined.ann.sync(joined.hub, deltaBytesMax: 1 << 20)
    return [
      join, try ClientScene("work", in: joined, prepare: work),
      try ClientScene("exchange", in: joined, prepare: exchange),
      try ClientScene("refuse", in: joined, prepare: refuse), try ClientScene("grow", in: joined, prepare: grow),
      try ClientScene("leave", in: joined, prepare: leave),
    ]
  }

  /// A day offline: foreign transactions, Godwit's own, and the program started anew.
  private static func work(_ world: CutWorld) -> [ClientAct] {
    [
      .foreign(CutSQL.order(201, customer: 1, called: "A1"), .order("A1"), .lines(of: "A1", 3)),
      .foreign(
        CutSQL.set("phone", of: 1, to: "555") + CutSQL.visit(1), .column("phone", of: 1, "555"),
        .column("visits", of: 1, "1")),
      .write(CutSQL.order(202, customer: 2, called: "A2"), .order("A2"), .lines(of: "A2", 3)),
      ClientAct(deed: .reopen),
      .write(
        CutSQL.set("phone", of: 1, to: "777") + CutSQL.add(to: "notes", of: 1, "likes tea"),
        .column("phone", of: 1, "777"), .column("notes", of: 1, "likes tea")),
      .foreign("DELETE FROM lines WHERE id = \(CutSQL.id(202 * 64 + 1));", .lines(of: "A2", 2)),
      ClientAct(deed: .seal),
      .foreign(CutSQL.customer(20, territory: "North", name: "New"), .column("name", of: 20, "New")),
    ]
  }

  /// Two devices at the same rows: a push, a pull in several pages, and work in between.
  private static func exchange(_ world: CutWorld) throws -> [ClientAct] {
    try world.ann.foreign(CutSQL.order(211, customer: 1, called: "A11"))
    try world.ann.write(CutSQL.add(to: "notes", of: 2, "from Ann. ") + CutSQL.visit(2))
    try world.ben.write(CutSQL.add(to: "notes", of: 2, "from Ben. ") + CutSQL.visit(2))
    try world.ben.write(CutSQL.set("email", of: 1, to: "b@example.com") + CutSQL.order(221, customer: 1, called: "B21"))
    try world.ben.sync(world.hub, deltaBytesMax: 1 << 20)
    return [
      .sync(
        deltaBytesMax: 60, .column("visits", of: 2, "2", before: "1"), .column("email", of: 1, "b@example.com")),
      .foreign(CutSQL.order(212, customer: 1, called: "A12"), .order("A12"), .lines(of: "A12", 3)),
      .write(CutSQL.set("phone", of: 3, to: "333"), .column("phone", of: 3, "333")),
      .sync(),
      .foreign(CutSQL.set("phone", of: 3, to: "444"), .column("phone", of: 3, "444")),
    ]
  }

  /// An order number that is taken: the union is rejected, split, and a person deals with the rest.
  private static func refuse(_ world: CutWorld) throws -> [ClientAct] {
    [
      .foreign(
        CutSQL.customer(21, territory: "North", name: "Good") + CutSQL.order(231, customer: 1, called: "A31"),
        .column("name", of: 21, "Good"), .lines(of: "A31", 3)),
      // B10 is an order in the south, which Ann does not see.
      .foreign(CutSQL.order(232, customer: 2, called: "B10"), .untilSync(order: "B10")),
      .sync(.attention(1)),
      ClientAct(deed: .retryAll, expectations: [.attention(0)]),
      .write(CutSQL.set("phone", of: 2, to: "222"), .column("phone", of: 2, "222")),
      .sync(.attention(1)),
      ClientAct(deed: .discardAll, expectations: [.attention(0)]),
    ]
  }

  /// The server's schema has grown, and the replica migrates with work pending.
  private static func grow(_ world: CutWorld) throws -> [ClientAct] {
    try world.hub.grow(to: CutSchema.grown)
    return [
      .foreign(CutSQL.order(241, customer: 1, called: "A41"), .lines(of: "A41", 3)),
      .sync(),
      .write(CutSQL.set("grade", of: 1, to: "A") + CutSQL.set("phone", of: 4, to: "4"), .column("phone", of: 4, "4")),
      .sync(),
    ]
  }

  /// A territory is taken from the user: its rows leave the disk, and the log that still holds them is emptied.
  private static func leave(_ world: CutWorld) throws -> [ClientAct] {
    _ = try world.hub.service.perform(.assignRep(rep: "Ann", territories: ["North", "South"]))
    try world.ann.sync(world.hub, deltaBytesMax: 1 << 20)
    _ = try world.hub.service.perform(.assignRep(rep: "Ann", territories: ["North"]))
    return [
      .foreign(CutSQL.order(251, customer: 1, called: "A51"), .lines(of: "A51", 3)),
      .sync(
        CutExpectation(sql: "SELECT count(*) FROM customers WHERE name = 'Customer 10'", before: "1", after: "0")),
      .write(CutSQL.visit(1), .column("visits", of: 1, "1")),
    ]
  }
}
