import ChangeModel
import PlantedBugs

/// Merges the change sets of many devices into one batch, in memory.
///
/// First everything that the batch touches is loaded, in waves: `needs`, then `provide` until it asks for nothing more.
/// Then each submission is merged in order, whole or not at all. `batch` is what a store commits in one transaction.
public struct BatchMerger {
  let schema: Schema
  let rules: any BusinessRules
  var working: WorkingSet
  private var head: Position
  private var asked = RowNeeds()
  private var submissions: [Submission] = []
  /// Rows that rejected change sets of this batch would have made, for a clearer word to those that build on them.
  private var rejectedRows: [TableID: Dot] = [:]

  /// - Parameters:
  ///   - head: the position of the last accepted change set.
  ///   - lastRows: the highest row number given in each table.
  public init(schema: Schema, rules: any BusinessRules, head: Position, lastRows: [Int: Int64]) {
    self.schema = schema
    self.rules = rules
    self.head = head
    working = WorkingSet(schema: schema, lastRows: lastRows)
  }

  /// What must be loaded first.
  public mutating func needs(of submissions: [Submission]) -> RowNeeds {
    self.submissions = submissions
    working.reserve(submissions.reduce(0) { $0 + $1.changeSet.changes.count })
    return plan.first(of: submissions)
  }

  /// Takes in what was loaded, and says what must be loaded next; nothing when the batch can be merged.
  public mutating func provide(_ loaded: LoadedRows, for needs: RowNeeds) -> RowNeeds {
    asked.formUnion(needs)
    working.absorb(loaded)
    return plan.further(of: submissions, loaded: loaded).subtracting(asked)
  }

  /// Merges one submission. The outcome is final: there is exactly one for each change set.
  /// - Parameter now: the server's wall time in milliseconds since 1970 UTC.
  public mutating func merge(_ submission: Submission, now: Int64) -> Merged {
    let dot = submission.changeSet.dot
    let stamp = StampRule(now: now).stamp(for: submission, in: working)
    working.begin()
    var merge = ChangeSetMerge(
      schema: schema, rules: rules, working: WorkingSet(schema: schema, lastRows: [:]), submission: submission,
      write: Write(dot: dot, position: head + 1, stamp: stamp), now: now, rejectedRows: rejectedRows)
    // The merge owns the working set while it runs, so that its dictionaries are never copied.
    swap(&working, &merge.working)
    let outcome: Result<ChangeSetMerge.Accepted, Rejection>
    if let fault = ChangeSetCheck(schema: schema).fault(in: submission.changeSet, head: head) {
      outcome = .failure(fault)
    } else {
      outcome = merge.run()
    }
    swap(&working, &merge.working)
    switch outcome {
    case .success(let accepted):
      head += 1
      let result = ChangeResult(
        sequence: dot.sequence, status: .accepted(conflicts: accepted.conflicts), position: head,
        remarks: accepted.remarks, numbers: accepted.numbers)
      return Merged(result: result, stamp: stamp, isAsSent: accepted.isAsSent)
    case .failure(let rejection):
      if !PlantedBug.rejectedHalfStays.isOn { working.rollBack() }
      for change in submission.changeSet.changes where change.kind == .insert {
        if case .id(let id) = change.row { rejectedRows[TableID(table: change.table, id: id)] = dot }
      }
      let result = ChangeResult(sequence: dot.sequence, status: .rejected(rejection), position: 0)
      return Merged(result: result, stamp: stamp)
    }
  }

  /// What the merges so far changed.
  public var batch: MergeBatch { working.batch(head: head) }

  private var plan: NeedsPlan { NeedsPlan(schema: schema, rules: rules, working: working) }
}
