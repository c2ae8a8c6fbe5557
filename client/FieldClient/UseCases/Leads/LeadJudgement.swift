import ChangeModel
import FieldSales
import GRDB

/// What a rep thinks of a lead after a contact.
public struct LeadJudgement: Hashable, Sendable {
  public var signal: LeadSignal?
  /// nil for the level that the signal suggests.
  public var level: LeadLevel?
  public var note: String?

  public init(signal: LeadSignal? = nil, level: LeadLevel? = nil, note: String? = nil) {
    self.signal = signal
    self.level = level
    self.note = note
  }

  /// Whether anything was judged.
  public var isEmpty: Bool { signal == nil && level == nil }
}

extension Desk {
  /// Writes a judgement down: on the lead, and in its history.
  func judge(_ lead: RowID, _ judgement: LeadJudgement, at time: Int64, _ db: Database) throws {
    guard !judgement.isEmpty else { return }
    let before = try db.record("SELECT level, judged_at FROM leads WHERE id = ?", [Value(lead).databaseValue])
    let level = (judgement.level ?? judgement.signal?.level ?? .later).rawValue
    var cells: Cells = ["level": .text(level), "judged_at": .integer(time)]
    if let signal = judgement.signal { cells["signal"] = .text(signal.rawValue) }
    try db.update("leads", id: lead, cells)
    var step: Cells = [
      "lead_id": Value(lead), "rep_id": try ownRepID(db), "judged_at": .integer(time), "level": .text(level),
    ]
    // A level that nobody judged is only what a new row begins with.
    if before?.integer("judged_at") != nil, let known = before?.text("level") { step["level_before"] = .text(known) }
    if let signal = judgement.signal { step["signal"] = .text(signal.rawValue) }
    if let note = judgement.note { step["note"] = .text(note) }
    try db.insert(into: "lead_judgements", id: newID(), step)
  }
}
