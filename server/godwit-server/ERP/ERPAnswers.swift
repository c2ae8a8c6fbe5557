import ChangeModel
import Hub
import HubServer
import OfficeImport

/// The ERP's answers to orders: a file with the columns `order` (number or ID), `answer` (`accepted` or `refused`) and `reason`.
struct ERPAnswers {
  struct Account {
    var read = 0
    var written = 0
    var issues: [ImportIssue] = []
  }

  let link: any OfficeLink
  let path: String

  func run() async throws -> Account {
    var file = try SourceFile(path: path)
    guard let order = file.column("order"), let answer = file.column("answer") else {
      throw OfficeFault("The file needs the columns order and answer, and may have reason.")
    }
    let reason = file.column("reason")
    let orders = try await Self.orders(link)
    var account = Account()
    var rows = [(line: Int, key: String, row: ImportRow)]()
    while let record = try file.next() {
      account.read += 1
      func text(_ column: Int?) -> String {
        guard let column, column < record.fieldCount else { return "" }
        return record.text(of: column, as: file.encoding) ?? ""
      }
      let key = text(order)
      func refuse(_ message: String) {
        account.issues.append(
          ImportIssue(file: path, line: record.line, key: key, severity: .refused, message: message))
      }
      if let fault = record.fault {
        refuse(fault)
        continue
      }
      guard let known = orders[key] else {
        refuse("there is no order \"\(key)\"")
        continue
      }
      switch Self.step(text(answer), from: known.status, reason: text(reason)) {
      case .write(let values): rows.append((record.line, key, ImportRow(table: "orders", id: known.id, values: values)))
      case .nothing: break
      case .fault(let message): refuse(message)
      }
    }
    let outcome = try await link.importRows(rows.map(\.row), isDryRun: false)
    account.written = outcome.updated
    for refused in outcome.rejected where rows.indices.contains(refused.index) {
      let row = rows[refused.index]
      account.issues.append(
        ImportIssue(file: path, line: row.line, key: row.key, severity: .refused, message: refused.message))
    }
    return account
  }

  private enum Step {
    case write([String: Value])
    /// Answered so before.
    case nothing
    case fault(String)
  }

  private static func step(_ answer: String, from status: String, reason: String) -> Step {
    switch (answer.lowercased(), status) {
    case ("accepted", "submitted"): .write(["status": .text("confirmed")])
    case ("accepted", "confirmed"), ("accepted", "picked"), ("accepted", "shipped"), ("accepted", "delivered"),
      ("accepted", "invoiced"), ("refused", "on_hold"), ("refused", "cancelled"):
      .nothing
    case ("refused", "submitted"), ("refused", "confirmed"):
      .write([
        "status": .text("on_hold"),
        "hold_reason": .text(reason.isEmpty ? "The ERP refused the order." : "The ERP refused the order: \(reason)"),
      ])
    case ("accepted", _), ("refused", _): .fault("the order is \(status) by now: settle it by hand")
    default: .fault("\"\(answer)\" is no answer: accepted or refused")
    }
  }

  /// By number and by ID.
  private static func orders(_ link: any OfficeLink) async throws -> [String: (id: RowID, status: String)] {
    var orders: [String: (id: RowID, status: String)] = [:]
    try await link.forEachRow(of: "orders") { row in
      let status = row.values["status"]?.text ?? "draft"
      orders[row.id.description] = (row.id, status)
      if let number = row.values["number"]?.text { orders[number] = (row.id, status) }
    }
    return orders
  }
}
