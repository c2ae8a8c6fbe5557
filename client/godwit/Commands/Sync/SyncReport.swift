import FieldClient
import ReplicaStore
import SyncSession

/// What a sync did and what it left, for programs and for people.
struct SyncReport {
  let outcome: SyncOutcome
  let status: ReplicaStatus
  /// The version of the schema that this program was made for.
  let program: Int

  var state: String { status.state.rawValue }

  /// Whether something is left that only a person can decide.
  var needsPerson: Bool { outcome.handedIn != nil || status.needsAttention > 0 || status.openConflicts > 0 }

  var json: JSON {
    .object([
      ("pushed", JSON(outcome.pushed)), ("accepted", JSON(outcome.applied.accepted)),
      ("conflicts_recorded", JSON(outcome.applied.conflicts)), ("rejected", JSON(outcome.applied.rejected)),
      ("split", JSON(outcome.applied.split)), ("rows", JSON(outcome.applied.rows)),
      ("round_trips", JSON(outcome.roundTrips)), ("position", JSON(outcome.position)),
      ("pending", JSON(status.pending)), ("needs_attention", JSON(status.needsAttention)),
      ("conflicts", JSON(status.openConflicts)), ("rejoined_as", outcome.rejoinedAs.map { JSON($0) } ?? .null),
      ("too_old", .bool(outcome.handedIn != nil)), ("server_older", .bool(outcome.isServerOlder)),
      ("refused", .array((outcome.handedIn?.rejections ?? []).map(JSON.string))),
    ])
  }

  /// One line on what was exchanged, and one for each thing that a person must look at.
  var lines: [Phrase] {
    var lines: [Phrase] = [
      "sent \(Count.of(outcome.pushed, "change set")), changed \(Count.of(outcome.applied.rows, "row")) here, "
        + "position \(outcome.position)"
    ]
    if let device = outcome.rejoinedAs {
      lines.append(
        "the server did not recognise this replica, after a backup was restored or its folder was copied: "
          + "it goes on as device \(device), and nothing was lost")
    }
    if let handedIn = outcome.handedIn { return lines + handedIn.lines(program: program) }
    if outcome.isServerOlder {
      lines.append(
        "the server has an older schema than this replica: what goes beyond it waits here; ask the office to upgrade it"
      )
    }
    if status.pending > 0 { lines.append("\(Count.of(status.pending, "change set")) still to be sent") }
    if status.needsAttention > 0 {
      lines.append("\(Count.of(status.needsAttention, "rejected change")): see `godwit attention list`")
    }
    if status.openConflicts > 0 {
      lines.append("\(Count.of(status.openConflicts, "open conflict")): see `godwit conflicts list`")
    }
    return lines
  }
}
