import ChangeModel
import SyncProtocol
import Yardstick

/// The office as one device reaches it: signed requests over one connection.
final class HTTPOffice: Office {
  let connection: HTTPConnection
  private let credentials: Credentials
  private let enrolment: EnrolReply

  init(port: Int, _ credentials: Credentials, _ enrolment: EnrolReply) throws {
    connection = try HTTPConnection(port: port)
    self.credentials = credentials
    self.enrolment = enrolment
  }

  /// Why the server did not answer with a reply.
  struct Refusal: Error {
    var status: Int
    var retryAfterSeconds: Int
  }

  func answer(_ request: [UInt8], device: DeviceNumber) throws -> [UInt8] {
    let path = "/v1/sync"
    let headers = try credentials.headers("POST", path, body: request, as: enrolment)
    let answer = try connection.post(path, headers: headers, body: request)
    guard answer.status == 200 else {
      throw Refusal(status: answer.status, retryAfterSeconds: answer.retryAfterSeconds)
    }
    return answer.body
  }
}
