import ChangeModel
import MergeEngine

/// A server in a dictionary: it loads, merges and commits as a store would, one change set at a time.
public struct TrialHub {
  public let schema: Schema
  public var rules: any BusinessRules
  public private(set) var rows: [RowKey: RowState] = [:]
  public private(set) var head: Position = 0
  public private(set) var digests: [ScopeTable: DigestChange] = [:]
  public private(set) var departures: [Departure] = []
  /// The log: what was accepted, in order, under which stamp.
  public private(set) var accepted: [(submission: Submission, stamp: Stamp)] = []
  private var lastRows: [Int: Int64] = [:]
  private var lastStamps: [DeviceNumber: Stamp] = [:]
  /// What became of the last submissions.
  public private(set) var merged: [Merged] = []
  /// How many times rows were loaded for the last submission.
  public private(set) var waves = 0

  public init(schema: Schema = TrialSchema.schema, rules: any BusinessRules = NoBusinessRules()) {
    self.schema = schema
    self.rules = rules
  }

  @discardableResult
  public mutating func submit(_ changeSet: ChangeSet, actor: Actor, offset: Int64 = 0, now: Int64 = 1_000_000)
    -> ChangeResult
  {
    submit([Submission(changeSet: changeSet, actor: actor, offsetMilliseconds: offset)], now: now)[0]
  }

  /// Merges several change sets as one batch.
  @discardableResult
  public mutating func submit(_ submissions: [Submission], now: Int64 = 1_000_000) -> [ChangeResult] {
    var merger = BatchMerger(schema: schema, rules: rules, head: head, lastRows: lastRows)
    waves = 0
    var needs = merger.needs(of: submissions)
    while !needs.isEmpty {
      waves += 1
      needs = merger.provide(load(needs), for: needs)
    }
    merged = submissions.map { submission in
      var submission = submission
      submission.lastStamp = lastStamps[submission.actor.device] ?? .zero
      let merged = merger.merge(submission, now: now)
      lastStamps[submission.actor.device] = merged.stamp
      if merged.result.rejection == nil { accepted.append((submission, merged.stamp)) }
      return merged
    }
    commit(merger.batch)
    return merged.map(\.result)
  }

  private mutating func commit(_ batch: MergeBatch) {
    head = batch.head
    for row in batch.rows { rows[row.key] = row }
    for (table, row) in batch.lastRows { lastRows[table] = row }
    for (place, change) in batch.digests {
      let sum = digests[place] ?? DigestChange()
      digests[place] = DigestChange(digest: sum.digest + change.digest, count: sum.count + change.count)
    }
    departures += batch.departures
  }

  public func load(_ needs: RowNeeds) -> LoadedRows {
    var loaded = LoadedRows()
    for row in rows.values {
      let isChild = row.parent.map(needs.childrenOf.contains) ?? false
      if isChild, let parent = row.parent { loaded.children[parent, default: []].append(row.key) }
      if isChild || needs.keys.contains(row.key) || needs.ids.contains(TableID(table: row.key.table, id: row.id)) {
        loaded.rows.append(row)
      }
      for value in needs.uniqueValues where value.table == row.key.table && !row.isDeleted {
        if row.values[value.column] == value.value { loaded.owners[value] = row.key }
      }
    }
    return loaded
  }

  public func row(_ table: Int, _ id: RowID) -> RowState? {
    rows.values.first { $0.key.table == table && $0.id == id }
  }

  /// The living rows of a table, ascending by number.
  public func living(_ table: Int) -> [RowState] {
    rows.values.filter { $0.key.table == table && !$0.isDeleted }.sorted { $0.key < $1.key }
  }

  /// The digests that the rows really have.
  public var recomputedDigests: [ScopeTable: DigestChange] {
    var result: [ScopeTable: DigestChange] = [:]
    for row in rows.values where !row.isDeleted {
      let place = ScopeTable(scope: row.scope, table: row.key.table)
      let sum = result[place] ?? DigestChange()
      result[place] = DigestChange(digest: sum.digest + row.digest, count: sum.count + 1)
    }
    return result
  }
}
