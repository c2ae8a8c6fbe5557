import ChangeModel
import Foundation
import Hub
import HubStore
import Hummingbird

/// The endpoints of the office's own programs, on a port of their own on loopback, with a token that only they can read.
struct AdminRoutes: Sendable {
  let link: any OfficeLink
  let schema: Schema
  let token: String
  /// The address that is served to devices.
  let address: @Sendable () -> String?
  let body: BodyReader

  func add(to router: Router<HubRequestContext>) {
    router.post("/admin/command") { request, context in
      await answer(request, context) { bytes in
        let command = try JSONDecoder().decode(OfficeCommand.self, from: Data(bytes))
        var answer = try await link.perform(command)
        if case .status(var status) = answer {
          status.serving = address()
          answer = .status(status)
        }
        return try JSONEncoder().encode(answer)
      }
    }
    router.post("/admin/import") { request, context in
      await answer(request, context) { bytes in
        let rows = try ImportFrame.decode(bytes, schema: schema)
        return try JSONEncoder().encode(try await link.importRows(rows, isDryRun: request.uri.query == "dry-run"))
      }
    }
    router.post("/admin/rows") { request, context in
      await answer(request, context) { bytes in
        let place = try JSONDecoder().decode(RowPlace.self, from: Data(bytes))
        guard let page = try await link.rows(of: place.table, after: place.after) else { return Data() }
        return Data(try page.encoded(schema: schema))
      }
    }
  }

  private func answer(
    _ request: Request, _ context: HubRequestContext, _ work: ([UInt8]) async throws -> Data
  ) async -> Response {
    guard isAuthorized(request) else { return json(.unauthorized, AdminError("The token is wrong.")) }
    do {
      let data = try await work(try await body.read(request, close: context.close))
      return Response(
        status: .ok, headers: [.contentType: "application/json"],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    } catch let fault as OfficeFault {
      return json(fault.isPassing ? .serviceUnavailable : .unprocessableContent, AdminError(fault.message))
    } catch let error as HubStoreError where error.isPassing {
      return json(.serviceUnavailable, AdminError("\(error)"))
    } catch is DecodingError {
      return json(.badRequest, AdminError("The server does not know this command. Use the program of its version."))
    } catch {
      return json(.internalServerError, AdminError("\(error)"))
    }
  }

  /// Compares in a time that does not tell where the difference is.
  private func isAuthorized(_ request: Request) -> Bool {
    let given = Array((request.headers[.authorization] ?? "").utf8)
    let wanted = Array("Bearer \(token)".utf8)
    guard given.count == wanted.count else { return false }
    return zip(given, wanted).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private func json(_ status: HTTPResponse.Status, _ error: AdminError) -> Response {
    let data = (try? JSONEncoder().encode(error)) ?? Data()
    return Response(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
  }
}

/// Why a command of the office failed, on its way back from a running server.
public struct AdminError: Codable, Sendable {
  public var error: String

  init(_ error: String) {
    self.error = error
  }
}
