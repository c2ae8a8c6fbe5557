/// What the replica said is saved, kept outside of it.
struct ClientLedger {
  private var saved: [String: String] = [:]
  private var endingWithSync: Set<String> = []
  /// What was refused and not there when the user looked, while the disk went on failing: SQLite may have written all of
  /// it but the last sync, so that whoever opens the file next finds it whole.
  private var mayAppear: [String: String] = [:]
  /// What was under way when the process died, or threw: all of it may be there, or nothing.
  private(set) var open: [ClientAct] = []

  mutating func save(_ act: ClientAct) {
    if act.isSync { forgetUntilSync() }
    for expectation in act.expectations {
      saved[expectation.sql] = expectation.after
      mayAppear[expectation.sql] = nil
      if expectation.endsWithSync { endingWithSync.insert(expectation.sql) }
    }
  }

  mutating func leaveOpen(_ act: ClientAct) {
    if act.isSync { forgetUntilSync() }
    open.append(act)
  }

  mutating func forgetUntilSync() {
    for sql in endingWithSync {
      saved[sql] = nil
      mayAppear[sql] = nil
    }
    endingWithSync = []
  }

  /// Nothing that was open is there; it is the caller's from now on.
  mutating func takeOpen() -> [ClientAct] {
    defer { open = [] }
    return open
  }

  /// Whether all of an act is there, so that it need not be done again.
  func isThere(_ act: ClientAct, on device: CutDevice) throws -> Bool {
    if act.expectations.isEmpty { return false }
    return try act.expectations.allSatisfy { try device.text($0.sql) == $0.after }
  }

  /// Compares with what is there, and settles what was open.
  /// - Returns: the open acts of which nothing is there.
  mutating func check(_ device: CutDevice) throws -> [ClientAct] {
    var missing = [ClientAct]()
    var uncertain: [String: String] = [:]
    for act in open {
      let found = try act.expectations.map { try device.text($0.sql) }
      let isNew = zip(act.expectations, found).allSatisfy { $0.after == $1 }
      let isOld = zip(act.expectations, found).allSatisfy { (saved[$0.sql] ?? $0.before) == $1 }
      guard isNew || isOld else {
        throw CutFailure(.half, "\(act.deed): \(act.expectations.map(\.sql)) answer \(found)")
      }
      for (expectation, value) in zip(act.expectations, found) {
        uncertain[expectation.sql] = value
        if expectation.endsWithSync { endingWithSync.insert(expectation.sql) }
        mayAppear[expectation.sql] = isNew ? nil : expectation.after
      }
      if !isNew || act.expectations.isEmpty { missing.append(act) }
    }
    for (sql, value) in saved.sorted(by: { $0.key < $1.key }) where uncertain[sql] == nil {
      let found = try device.text(sql)
      guard found == value || found == mayAppear[sql] else {
        throw CutFailure(.lost, "\(sql) answers \(found), but \(value) was saved")
      }
      saved[sql] = found
    }
    saved.merge(uncertain) { $1 }
    open = []
    return missing
  }
}
