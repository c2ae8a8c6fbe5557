import AsyncHTTPClient
import ChangeModel
import FieldSales
import Foundation
import HubServer

/// A hub in another process, over its port on loopback.
struct HTTPOfficeLink: OfficeLink {
  private let note: ServingNote

  /// - Returns: nil when nobody answers there.
  static func reach(_ note: ServingNote) async -> HTTPOfficeLink? {
    let link = HTTPOfficeLink(note: note)
    return (try? await link.perform(.status)) == nil ? nil : link
  }

  func perform(_ command: OfficeCommand) async throws -> OfficeAnswer {
    let body = try JSONEncoder().encode(command)
    return try await post("/admin/command", body: Array(body), as: OfficeAnswer.self)
  }

  func importRows(_ rows: [ImportRow], isDryRun: Bool) async throws -> ImportOutcome {
    var outcome = ImportOutcome()
    for start in stride(from: 0, to: rows.count, by: ImportFrame.rowsMax) {
      let part = Array(rows[start..<min(rows.count, start + ImportFrame.rowsMax)])
      let body = try ImportFrame.encode(part, schema: FieldSales.schema)
      var answer = try await post(
        isDryRun ? "/admin/import?dry-run" : "/admin/import", body: body, as: ImportOutcome.self)
      for index in answer.rejected.indices { answer.rejected[index].index += start }
      outcome.add(answer)
    }
    return outcome
  }

  private func post<Answer: Decodable>(_ path: String, body: [UInt8], as type: Answer.Type) async throws -> Answer {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(note.adminPort)\(path)")
    request.method = .POST
    request.headers.add(name: "authorization", value: "Bearer \(note.token)")
    request.body = .bytes(body)
    let response = try await HTTPClient.shared.execute(request, timeout: .minutes(30))
    let answer = Data(buffer: try await response.body.collect(upTo: 64 << 20))
    guard response.status == .ok else {
      let error = try? JSONDecoder().decode(AdminError.self, from: answer)
      throw OfficeFault(error?.error ?? "The running server answered \(response.status.code).")
    }
    return try JSONDecoder().decode(type, from: answer)
  }
}
