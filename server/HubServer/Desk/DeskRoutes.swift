import Foundation
import Hub
import Hummingbird
import SyncProtocol

/// The endpoints under `/v1/erp/`: each request but the description's shows the office's token.
struct DeskRoutes: Sendable {
  let service: HubService
  let desk: any OfficeDesk
  let gate: HubGate
  let readers: WorkQueue
  let body: BodyReader

  func add(to router: Router<HubRequestContext>) {
    router.get("/v1/erp/openapi.json") { _, _ in
      service.metrics.countRequest(path: "/v1/erp", status: 200)
      return response(DeskAnswer(status: 200, body: desk.description))
    }
    for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] {
      router.on("/v1/erp/**", method: method) { request, context in
        let answer = await answer(request, context)
        service.metrics.countRequest(path: "/v1/erp", status: answer.status)
        return response(answer)
      }
    }
  }

  private func answer(_ request: Request, _ context: HubRequestContext) async -> DeskAnswer {
    do throws(ErrorReply) {
      try gate.admitEnrolment(from: context.address)
      try await authorize(request, context)
      let bytes = try await body.read(request, close: context.close)
      let names = request.uri.queryParameters.map { (String($0.key), String($0.value)) }
      return await desk.answer(
        DeskRequest(
          method: request.method.rawValue, path: String(request.uri.path.dropFirst("/v1/erp/".count)),
          query: Dictionary(names) { first, _ in first }, body: bytes))
    } catch {
      return Self.refusal(error)
    }
  }

  private func authorize(_ request: Request, _ context: HubRequestContext) async throws(ErrorReply) {
    let service = service
    let header = request.headers[.authorization] ?? ""
    let isRight = try await readers.run { () throws(ErrorReply) in
      header.hasPrefix("Bearer ") ? try service.isDeskToken(String(header.dropFirst(7))) : false
    }
    guard !isRight else { return }
    gate.noteFailedToken(from: context.address)
    throw ErrorReply(
      .unauthenticated, "The token is missing or wrong. The office makes one with `godwit-server erp token`.")
  }

  private static func refusal(_ error: ErrorReply) -> DeskAnswer {
    let (status, code) =
      switch error.code {
      case .unauthenticated: (401, "unauthorized")
      case .tooLarge: (413, "too_large")
      case .busy: (429, "busy")
      case .internalError: (500, "failed")
      default: (400, "malformed")
      }
    return DeskAnswer(status: status, body: DeskError(code: code, message: error.message).json)
  }

  private func response(_ answer: DeskAnswer) -> Response {
    Response(
      status: .init(code: answer.status), headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}

/// Why a request to the desk was refused: a stable code, and a line for people.
public struct DeskError: Codable, Sendable {
  public var code: String
  public var message: String

  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  public var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(["error": self])).map { Array($0) } ?? []
  }
}
