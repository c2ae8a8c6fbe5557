import ReplicaStore

/// What a query must answer once an act is saved.
struct CutExpectation: Sendable {
  var sql: String
  /// Before the act, unless an earlier one says otherwise.
  var before = "0"
  var after: String
  /// Whether later syncs may change it.
  var endsWithSync = false

  static func lines(of order: String, _ count: Int) -> CutExpectation {
    CutExpectation(
      sql: "SELECT count(*) FROM lines JOIN orders ON orders.id = order_id WHERE number = '\(order)'",
      after: "\(count)")
  }

  static func order(_ order: String) -> CutExpectation {
    CutExpectation(sql: "SELECT count(*) FROM orders WHERE number = '\(order)'", after: "1")
  }

  /// The server may send it back.
  static func untilSync(order: String) -> CutExpectation {
    var expectation = Self.order(order)
    expectation.endsWithSync = true
    return expectation
  }

  static func column(_ column: String, of customer: Int, _ value: String, before: String = "0") -> CutExpectation {
    CutExpectation(
      sql: "SELECT coalesce(max(\(column)), '0') FROM customers WHERE id = \(CutSQL.id(customer))",
      before: before, after: value)
  }

  static func attention(_ count: Int) -> CutExpectation {
    CutExpectation(sql: "SELECT count(*) FROM godwit_attention", after: "\(count)", endsWithSync: true)
  }
}

/// One thing that a user or the client program does, and what must be there afterwards.
struct ClientAct: Sendable {
  enum Deed: Sendable {
    case join(code: String)
    case foreign(String)
    case write(String)
    case seal
    case sync(deltaBytesMax: Int)
    case reopen
    case retryAll
    case discardAll
  }

  var deed: Deed
  var expectations: [CutExpectation] = []

  static func foreign(_ sql: String, _ expectations: CutExpectation...) -> ClientAct {
    ClientAct(deed: .foreign(sql), expectations: expectations)
  }

  static func write(_ sql: String, _ expectations: CutExpectation...) -> ClientAct {
    ClientAct(deed: .write(sql), expectations: expectations)
  }

  static func sync(deltaBytesMax: Int = 1 << 20, _ expectations: CutExpectation...) -> ClientAct {
    ClientAct(deed: .sync(deltaBytesMax: deltaBytesMax), expectations: expectations)
  }

  var isJoin: Bool {
    if case .join = deed { return true }
    return false
  }

  var isSync: Bool {
    if case .sync = deed { return true }
    return false
  }

  func perform(on device: CutDevice, hub: CutHub) throws {
    switch deed {
    case .join(let code): try device.join(code: code, hub: hub)
    case .foreign(let sql): try device.foreign(sql)
    case .write(let sql): try device.write(sql)
    case .seal: try device.opened().seal(now: device.now)
    case .sync(let bytes): try device.sync(hub, deltaBytesMax: bytes)
    case .reopen: try device.reopen()
    case .retryAll:
      for item in try device.opened().attention() { try device.opened().retry(item.sequence, now: device.now) }
    case .discardAll:
      for item in try device.opened().attention() { try device.opened().discard(item.sequence) }
    }
  }
}
