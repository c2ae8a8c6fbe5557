import ChangeModel
import Hub
import HubServer
import OfficeImport

/// Sets the balance of each customer that has entries to their sum.
struct BalanceUpdate {
  let link: any OfficeLink

  /// - Returns: how many balances were set.
  func run() async throws -> Int {
    var balances = Balances()
    try await link.forEachRow(of: "ledger_entries") { balances.add(entry: $0.values) }
    var rows = [ImportRow]()
    try await link.forEachRow(of: "customers") { customer in
      if let balance = balances.newBalance(of: customer.id, values: customer.values) {
        rows.append(ImportRow(table: "customers", id: customer.id, values: ["balance": .integer(balance)]))
      }
    }
    let outcome = try await link.importRows(rows, isDryRun: false)
    if let refused = outcome.rejected.first {
      throw OfficeFault("The entries are in, but the balance of customer \(refused.id) was refused: \(refused.message)")
    }
    return outcome.updated
  }
}
