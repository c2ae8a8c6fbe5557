import ChangeModel
import Foundation
import SyncProtocol
import Yardstick

/// A device that downloads everything and keeps nothing: what it needs of the machine is little beside the server.
struct BarePull: Sendable {
  private let enrolment: EnrolReply
  private let credentials = Credentials()
  private let port: Int

  /// Joins.
  init(code: String, port: Int) throws {
    self.port = port
    let request = EnrolRequest(code: code, publicKey: credentials.publicKey, deviceName: "bare")
    let answer = try HTTPConnection(port: port).post(
      "/v1/enrol", headers: [("content-type", "application/vnd.godwit")], body: Frame.encode(.enrolRequest(request)))
    guard case .enrolReply(let reply) = try Frame.decode(answer.body) else {
      throw WorkloadError("the server did not enrol a device")
    }
    enrolment = reply
  }

  /// Pulls until everything has come.
  func run() throws {
    let office = try HTTPOffice(port: port, credentials, enrolment)
    var marks: [ScopeMark] = []
    var ticket = enrolment.ticket
    while true {
      let request = SyncRequest(
        schemaFingerprint: WorkloadSchema.schema.fingerprint, epoch: enrolment.epoch, ticket: ticket,
        deviceTime: Int64(Date().timeIntervalSince1970 * 1_000), acknowledged: 0, base: 0, held: [], marks: marks,
        wantsDelta: true, deltaBytesMax: Limits.deltaBytesDefault, changeSets: [])
      let answer = try office.answer(Frame.encode(.syncRequest(request)), device: enrolment.device)
      guard case .syncReply(let reply) = try Frame.decode(answer) else {
        throw WorkloadError("the server did not answer a pull")
      }
      if reply.isComplete { return }
      (marks, ticket) = (reply.marks, reply.ticket)
    }
  }
}
