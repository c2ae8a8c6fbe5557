import ChangeModel

extension DeviceLedger {
  /// Compares what is seen of the device with what must be, and takes note of it.
  /// - Parameters:
  ///   - isAllSealed: nothing captured is left unsealed.
  ///   - result: what the server decided about a sequence, as far as it is known; nil when it decided nothing.
  mutating func observe(
    _ sight: DeviceSight, isAllSealed: Bool, result: (Sequence, Digest) -> ChangeResult?
  ) throws(CheckFailure) {
    try alwaysForward(sight)
    try alwaysContiguous(sight)
    try alwaysInOrder(sight)
    let fresh = try alwaysKept(sight, result: result)
    try alwaysCaptured(fresh, isAllSealed: isAllSealed)
    position = sight.state.base
    lacksScopes = sight.state.lacksScopes
    acknowledged = sight.state.acknowledged
    settled = sight.state.settled
    outbox = Dictionary(sight.outbox.map { ($0.changeSet.dot.sequence, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// S8: positions and sequences of a device never go back.
  private func alwaysForward(_ sight: DeviceSight) throws(CheckFailure) {
    let state = sight.state
    guard state.base >= position, state.acknowledged >= acknowledged, state.settled >= settled,
      state.settled >= state.acknowledged
    else {
      throw CheckFailure(
        "alwaysForward",
        "position \(position), acknowledged \(acknowledged), settled \(settled) became \(state.base), "
          + "\(state.acknowledged), \(state.settled)")
    }
  }

  /// S5: the outbox holds every sequence after the acknowledged one.
  private func alwaysContiguous(_ sight: DeviceSight) throws(CheckFailure) {
    var expected = sight.state.acknowledged
    for sealed in sight.outbox {
      expected += 1
      guard sealed.changeSet.dot.sequence == expected else {
        throw CheckFailure(
          "alwaysContiguous", "the outbox holds \(sealed.changeSet.dot.sequence) where \(expected) must be")
      }
    }
  }

  /// S6: a device hands in its work in the order in which it was done, the parts of a rejected union in the place of the
  /// union.
  private mutating func alwaysInOrder(_ sight: DeviceSight) throws(CheckFailure) {
    for (sequence, sealed) in outbox where sequence <= sight.state.acknowledged {
      handedIn = max(handedIn, sealed.changeSet.stamp)
    }
    var last = handedIn
    for sealed in sight.outbox {
      guard sealed.changeSet.stamp >= last else {
        throw CheckFailure("alwaysInOrder", "change set \(sealed.changeSet.dot.sequence) stands behind a later one")
      }
      last = sealed.changeSet.stamp
    }
  }

  /// S3, S18: a change set leaves the outbox only with a durable result, and a rejected one is put before the user or
  /// comes back in parts.
  /// - Returns: the change sets that are new.
  private mutating func alwaysKept(
    _ sight: DeviceSight, result: (Sequence, Digest) -> ChangeResult?
  ) throws(CheckFailure) -> [Sealed] {
    var parts: [RowChange: Int] = [:]
    var waiting: [ChangeSet: Int] = [:]
    for (sequence, sealed) in outbox.sorted(by: { $0.key < $1.key }) {
      if sequence > sight.state.acknowledged {
        waiting[sealed.content, default: 0] += 1
        continue
      }
      guard let decided = result(sequence, sealed.payload) else {
        throw CheckFailure("alwaysKept", "change set \(sequence) left the outbox without a result")
      }
      learn(decided.numbers, of: sealed.changeSet)
      if decided.rejection == nil { continue }
      if sight.attention.contains(sealed.content) { continue }
      guard sealed.changeSet.isUnion else {
        throw CheckFailure("alwaysKept", "change set \(sequence) was rejected, and nobody is told")
      }
      for change in sealed.changeSet.changes { parts[change, default: 0] += 1 }
    }
    var fresh: [Sealed] = []
    for sealed in sight.outbox {
      if let count = waiting[sealed.content], count > 0 {
        waiting[sealed.content] = count - 1
      } else if !parts.isEmpty, sealed.changeSet.changes.allSatisfy({ parts[$0, default: 0] > 0 }) {
        for change in sealed.changeSet.changes { parts[change, default: 0] -= 1 }
      } else {
        fresh.append(sealed)
      }
    }
    if let lost = waiting.filter({ $0.value > 0 }).keys.map(\.stamp).min() {
      throw CheckFailure("alwaysKept", "the change set stamped \(lost.rawValue) vanished from the outbox")
    }
    if let lost = parts.filter({ $0.value > 0 }).keys.map({ "\($0)" }).min() {
      throw CheckFailure("alwaysKept", "a part of a rejected union vanished: \(lost)")
    }
    return fresh
  }

  /// Every saved intent is in the change set that was sealed after it, whole, and in the context in which it was made.
  private mutating func alwaysCaptured(_ fresh: [Sealed], isAllSealed: Bool) throws(CheckFailure) {
    for sealed in fresh {
      madeAt[sealed.changeSet.stamp] = unsealed.map(\.time).min()
      let taken = take(isUnion: sealed.changeSet.isUnion)
      for row in taken {
        if let fault = row.fault(in: sealed.changeSet) {
          throw CheckFailure("alwaysCaptured", "change set \(sealed.changeSet.dot.sequence) lacks \(fault)")
        }
      }
      try alwaysHonest(sealed.changeSet)
      outbox[sealed.changeSet.dot.sequence] = sealed
    }
    // One of Godwit's own writes is sealed at once, with all foreign ones before it; one that came to nothing is in no
    // change set.
    let settledCount = isAllSealed ? unsealed.count : unsealed.lastIndex { !$0.isForeign }.map { $0 + 1 } ?? 0
    let rest = ExpectedRow.fold(Array(unsealed.prefix(settledCount)))
    unsealed.removeFirst(settledCount)
    if let lost = rest.first(where: { !$0.isNothing }) {
      throw CheckFailure("alwaysCaptured", "nothing holds what was written to \(lost.name) in table \(lost.table)")
    }
  }

  /// The intents that a new change set must hold: foreign ones up to the next of Godwit's own, or that one alone.
  private mutating func take(isUnion: Bool) -> [ExpectedRow] {
    let foreign = unsealed.prefix { $0.isForeign }
    if isUnion {
      unsealed.removeFirst(foreign.count)
      return ExpectedRow.fold(Array(foreign))
    }
    // Foreign intents without a change set of their own came to nothing, else they are missed in the fold.
    let own = unsealed.prefix(min(unsealed.count, foreign.count + 1))
    unsealed.removeFirst(own.count)
    return ExpectedRow.fold(Array(foreign)) + ExpectedRow.fold(Array(own.dropFirst(foreign.count)))
  }

  /// S6: a change set claims to have seen exactly what the replica showed.
  private func alwaysHonest(_ changeSet: ChangeSet) throws(CheckFailure) {
    guard changeSet.context.base == position else {
      throw CheckFailure(
        "alwaysHonest",
        "change set \(changeSet.dot.sequence) claims position \(changeSet.context.base), the user saw \(position)")
    }
    for change in changeSet.changes where change.kind == .update {
      let registers = registers(of: change)
      let waiting = outbox.values.filter { !handedInAgain.contains($0.changeSet.stamp) }
      let hiding = waiting.filter { $0.changeSet.dot.sequence < changeSet.dot.sequence }.flatMap { older in
        older.changeSet.changes.filter { other in
          other.table == change.table && settledName(of: other.row) == change.row && other.kind == .update
            && self.registers(of: other) & registers != 0
        }.map { older.changeSet.context.base - $0.lag }
      }
      let seen = registers == 0 ? position : hiding.min() ?? position
      guard case .number = change.row, change.lag != position - seen else { continue }
      throw CheckFailure(
        "alwaysHonest",
        "change set \(changeSet.dot.sequence) edits \(change.row) of table \(change.table) with lag \(change.lag), "
          + "but the user saw the state of \(seen)")
    }
  }

  /// The columns, with all of their groups, that show no newer value while an edit of them waits.
  private func registers(of change: RowChange) -> UInt64 {
    guard SimulatedTrade.newest.tables.indices.contains(change.table) else { return 0 }
    let groups = SimulatedTrade.newest.tables[change.table].groups
    return groups.filter { !$0.policy.needsBase && $0.mask & change.mask != 0 }.reduce(0) { $0 | $1.mask }
  }
}
