import ChangeModel
import PlantedBugs

/// A change set's write to one group of a row, as a group merge needs it.
struct IncomingWrite {
  var write: Write
  /// What the writer had seen of this row.
  var context: Context
  /// One edit for each column of the group, in order.
  var edits: [Edit]
  /// What each column holds when nobody wrote it, for counters that an insert sets.
  var fallbacks: [Value]

  func hasSeen(_ other: Write) -> Bool {
    if PlantedBug.stampInsteadOfVector.isOn { return other.stamp < write.stamp }
    if PlantedBug.basePositionOffByOne.isOn && other.position == context.base { return false }
    return context.contains(other, author: write.dot)
  }

  /// The values of a register group.
  var values: [Value] { edits.map(\.written) }
}

extension Edit {
  /// What it writes into a cell that holds nothing yet.
  var written: Value {
    switch self {
    case .set(let value): value
    case .text(_, let new): new.map(Value.text) ?? .null
    case .add(let difference): .integer(difference)
    case .elements(let added, _): .text(SetText.write(added))
    }
  }
}

/// A group after a merge.
struct MergedGroup {
  var state: GroupState
  var values: [Value]
  /// What was lost, if anything was.
  var conflict: GroupConflict?
}

/// What stands and what does not after concurrent writes to a group.
struct GroupConflict: Hashable {
  var rule: MergeRule
  var kept: [Value]
  var lost: [Value]
  var keptWrite: Write
  var lostWrite: Write
}

/// The numbered rules of `protocol/MERGE.md`, as a recorded conflict names them.
public enum MergeRule: String, Hashable, Sendable, CaseIterable {
  case latest = "M1 latest"
  case office = "M2 office"
  case first = "M3 first"
  case max = "M4 max"
  case min = "M5 min"
  case text = "M8 text"
  case workflow = "M9 workflow"
  case ask = "M10 ask"
  case updateWins = "M11 update wins over delete"
  case deleteWins = "M12 delete wins over update"
  case noOrphans = "M13 no orphans"
}
