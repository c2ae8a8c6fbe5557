import ChangeModel
import Crypto
import HubStore

/// Something that is to be told in the audit log, before it has its place there.
struct AuditEvent {
  var kind: AuditKind
  var device: DeviceNumber = 0
  var rep: Int64 = 0
  var sequence: Sequence = 0
  var position: Position = 0
  var payload: [UInt8] = []
  var subject: RowID?
  var detail = ""
}

extension AuditEvent {
  /// What became of a change set.
  ///
  /// Of a refusal only the rule and the table are told: its words may quote what was entered.
  /// - Parameter bytes: the change set as it was sent.
  init(_ result: ChangeResult, of bytes: [UInt8], device: DeviceNumber, rep: Int64, schema: Schema) {
    self.init(
      kind: .accepted, device: device, rep: rep, sequence: result.sequence, position: result.position,
      payload: Array(SHA256.hash(data: bytes)))
    guard let rejection = result.rejection else { return }
    kind = rejection.code == .underReview ? .kept : .refused
    subject = rejection.row
    let table = rejection.table.flatMap { schema.tables.indices.contains($0) ? schema.tables[$0].name : nil }
    detail = ["\(rejection.code)", table].compactMap { $0 }.joined(separator: " ")
  }

  /// A user as it is from now on: the role, and the rows of the territories.
  init(_ user: UserRecord) {
    let territories = user.territories.map { String($0) }
    self.init(
      kind: .assigned, rep: user.rep,
      detail: ([user.role.rawValue] + (territories.isEmpty ? [] : ["territories"] + territories)).joined(separator: " ")
    )
  }

  /// What was decided about work that was kept for a review.
  init(reviewed work: KeptWork) {
    self.init(
      kind: .reviewed, device: work.device, rep: work.rep, sequence: work.sequence, position: work.position,
      detail: work.state.rawValue)
  }
}
