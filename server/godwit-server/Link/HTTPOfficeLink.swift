import AsyncHTTPClient
import ChangeModel
import FieldSales
import Foundation
import Hub
import HubServer

/// A hub in another process, over its port on loopback.
struct HTTPOfficeLink: OfficeLink {
  private let note: ServingNote
  /// The status of an answer that says to ask again later.
  private static let later: UInt = 503

  /// - Returns: nil when nobody answers there who knows the note's token. A server whose store cannot be used
  /// answers, and says why itself.
  static func reach(_ note: ServingNote) async -> HTTPOfficeLink? {
    let link = HTTPOfficeLink(note: note)
    let answer = try? await link.ask("/admin/command", body: Array(try JSONEncoder().encode(OfficeCommand.status)))
    return [200, 500, later].contains(answer?.status) ? link : nil
  }

  func perform(_ command: OfficeCommand) async throws -> OfficeAnswer {
    let body = try JSONEncoder().encode(command)
    return try JSONDecoder().decode(OfficeAnswer.self, from: try await post("/admin/command", body: Array(body)))
  }

  func importRows(_ rows: [ImportRow], isDryRun: Bool) async throws -> ImportOutcome {
    var outcome = ImportOutcome()
    for start in stride(from: 0, to: rows.count, by: ImportFrame.rowsMax) {
      let part = Array(rows[start..<min(rows.count, start + ImportFrame.rowsMax)])
      let body = try ImportFrame.encode(part, schema: FieldSales.schema)
      let path = isDryRun ? "/admin/import?dry-run" : "/admin/import"
      var answer = try JSONDecoder().decode(ImportOutcome.self, from: try await post(path, body: body))
      for index in answer.rejected.indices { answer.rejected[index].index += start }
      outcome.add(answer)
    }
    return outcome
  }

  func rows(of table: String, after row: Int64) async throws -> RowPage? {
    let body = try JSONEncoder().encode(RowPlace(table: table, after: row))
    let answer = try await post("/admin/rows", body: Array(body))
    return answer.isEmpty ? nil : try RowPage(decoding: Array(answer), schema: FieldSales.schema)
  }

  private func post(_ path: String, body: [UInt8]) async throws -> Data {
    let (status, answer) = try await ask(path, body: body)
    guard status == 200 else {
      let error = try? JSONDecoder().decode(AdminError.self, from: answer)
      throw OfficeFault(
        error?.error ?? "The running server answered \(status).", isPassing: status == Self.later)
    }
    return answer
  }

  private func ask(_ path: String, body: [UInt8]) async throws -> (status: UInt, body: Data) {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(note.adminPort)\(path)")
    request.method = .POST
    request.headers.add(name: "authorization", value: "Bearer \(note.token)")
    request.body = .bytes(body)
    let response = try await HTTPClient.shared.execute(request, timeout: .minutes(30))
    return (response.status.code, Data(buffer: try await response.body.collect(upTo: 256 << 20)))
  }
}
