import ChangeModel

/// What the office can ask of a hub, in the form in which it travels to a running server.
public enum OfficeCommand: Codable, Hashable, Sendable {
  case addTerritory(name: String)
  case listTerritories
  case addRep(name: String, territories: [String], role: Role)
  case listReps
  /// Sets the list of territories.
  case assignRep(rep: String, territories: [String])
  case setRole(rep: String, role: Role)
  case invite(rep: String, validDays: Int)
  case listDevices
  case revokeDevice(device: DeviceNumber)
  case verify
  case status
  case schema(isWhole: Bool)
  /// Sets the oldest program that is given rows; 0 for none.
  case setOldestProgram(Int)
  case makeDeskToken
  case erase(SubjectRef, ErasurePlan, isDryRun: Bool)
  case listErasures
  /// Files are taken in from this folder: an erasure looks through it.
  case noteFolder(path: String)
  case audit(AuditQuery)
  /// How the value of a column came about.
  case why(SubjectRef, column: String)
  case undo(UndoQuery)
  /// Forgets what is deleted and not needed any more; days are kept as the org's retention.
  case collect(retentionDays: Int?, isDryRun: Bool)
  /// What is kept for a review.
  case review(ReviewQuery)
  case moveTerritory(TerritoryMove)
  /// Somebody looks at data: what they see, in a few words, and the row if it is one.
  case noteReading(what: String, subject: String?)
}
