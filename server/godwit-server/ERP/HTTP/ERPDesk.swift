import ChangeModel
import FieldSales
import Foundation
import Hub
import HubServer
import OfficeImport

/// The exchange with an ERP over HTTP: the same rows as in files, the same checks, the same once-only.
struct ERPDesk: OfficeDesk {
  /// What an ERP sends, in the order in which the kinds refer to each other.
  static let kinds = [
    "products", "customers", "invoices", "payments", "price_lists", "prices", "customer_price_lists", "promotions",
    "warehouses", "stock_levels", "customer_stocks",
  ]

  private let service: HubService
  private let link: any OfficeLink
  private let turns = ERPTurns()
  let description = ERPDescription.json

  init(_ service: HubService) {
    self.service = service
    link = DirectOfficeLink(service)
  }

  func answer(_ request: DeskRequest) async -> DeskAnswer {
    do {
      return try await turns.take { try await route(request) }
    } catch let fault as ERPFault {
      return DeskAnswer(status: fault.status, body: DeskError(code: fault.code, message: fault.message).json)
    } catch let fault as OfficeFault {
      return DeskAnswer(status: 422, body: DeskError(code: "refused", message: fault.message).json)
    } catch let fault as ImportFault {
      return DeskAnswer(status: 422, body: DeskError(code: "refused", message: "\(fault)").json)
    } catch {
      service.report("a request of the ERP failed", error)
      return DeskAnswer(
        status: 500,
        body: DeskError(code: "failed", message: "The server failed. Send the same request again later.").json)
    }
  }

  private func route(_ request: DeskRequest) async throws -> DeskAnswer {
    switch request.path {
    case "orders":
      guard request.method == "GET" else { throw ERPFault.wrongMethod(allowed: "GET") }
      return try json(try await ERPOrderPage(link: link, query: request.query).answer())
    case "acknowledgements":
      guard request.method == "POST" else { throw ERPFault.wrongMethod(allowed: "POST") }
      return try json(try await acknowledge(request.body))
    case let kind where Self.kinds.contains(kind):
      guard request.method == "POST" else { throw ERPFault.wrongMethod(allowed: "POST") }
      return try json(try await take(try ImportKind.named(kind), request.body))
    default: throw ERPFault.unknownPath
    }
  }

  private func take(_ kind: ImportKind, _ body: [UInt8]) async throws -> ERPOutcome {
    let document = try ERPDocument(body: body)
    let isState = kind.table != "ledger_entries"
    return try await ERPIntake(service: service, link: link).run(
      document, body: body, kind: kind.name, isState: isState
    ) { rows, outcome in
      for sheet in try ERPSheet.sheets(of: rows) {
        let report = try await ImportJob(
          link: link, kind: kind, source: try SourceOptions.parse([kind.name, sheet.path]), mapping: nil,
          isDryRun: false,
          isQuiet: true
        ).run()
        outcome.inserted += report.inserted
        outcome.updated += report.updated
        outcome.unchanged += report.unchanged
        outcome.refuse(report.issues, sheet)
      }
    }
  }

  private func acknowledge(_ body: [UInt8]) async throws -> ERPOutcome {
    let document = try ERPDocument(body: body)
    return try await ERPIntake(service: service, link: link).run(
      document, body: body, kind: "acknowledgements", isState: false
    ) { rows, outcome in
      for sheet in try ERPSheet.sheets(of: rows) {
        let account = try await ERPAnswers(link: link, path: sheet.path).run()
        outcome.updated += account.written
        outcome.unchanged += account.read - account.written - account.issues.count
        outcome.refuse(account.issues, sheet)
      }
    }
  }

  private func json(_ value: some Encodable) throws -> DeskAnswer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return DeskAnswer(status: 200, body: Array(try encoder.encode(value)))
  }
}

extension ERPOutcome {
  fileprivate mutating func refuse(_ issues: [ImportIssue], _ sheet: ERPSheet) {
    for issue in issues where issue.severity == .refused {
      refused.append(Refused(index: sheet.places[issue.line] ?? 0, key: issue.key, message: issue.message))
    }
  }
}

/// One request after the other: two that bring the same document must not both find it new.
private actor ERPTurns {
  private var last: Task<Void, Never>?

  func take<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let before = last
    let task = Task {
      await before?.value
      return try await work()
    }
    last = Task { _ = try? await task.value }
    return try await task.value
  }
}
