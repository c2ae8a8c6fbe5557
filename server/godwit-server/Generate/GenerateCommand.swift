import ArgumentParser
import Foundation
import Hub
import HubServer
import OfficeImport
import SampleCompany

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Makes up a company, for demonstrations, tests and measurements.",
    discussion: """
      Customers with Chinese and European names, their reps, managers and office, articles, prices, stock, visits, leads with \
      their contacts, opportunities, orders with seasons, complaints, invoices, late payers and customers who leave. The same options make the same company; a directory without a \
      server gets one.
      """)

  @OptionGroup var hub: HubOptions

  @Option(help: "How many customers.")
  var customers = 200

  @Option(help: "How many reps; each has a territory.")
  var reps = 4

  @Option(help: "How many years of history.")
  var years = 2

  @Option(help: "Which of the many companies.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "The company's today, at which the history ends; the real one if left out.", valueName: "YYYY-MM-DD"))
  var until: String?

  func validate() throws { _ = try options() }

  func run() async throws {
    let options = try options()
    let folder = HubFolder(path: directory)
    if !folder.hasStore { _ = try folder.create(org: "Sample company \(seed)") }
    let report = try await hub.withLink { try await GenerateJob(link: $0, options: options).run() }
    try hub.print(report) { $0.lines }
  }

  private var directory: String { hub.directory }

  private func options() throws -> CompanyOptions {
    let now: Int64
    if let until {
      guard let day = DateFormat.isoMilliseconds(until) else {
        throw ValidationError("\"\(until)\" is no day. Write it as YYYY-MM-DD.")
      }
      now = day
    } else {
      let milliseconds = Int64(Date().timeIntervalSince1970 * 1000)
      now = milliseconds - milliseconds % 86_400_000
    }
    guard
      let options = CompanyOptions(
        customers: customers, reps: reps, years: years, seed: seed, now: now + 12 * 3_600_000)
    else {
      throw ValidationError(
        "Customers are 1 to \(CompanyOptions.customersMax), reps 1 to \(CompanyOptions.repsMax), years 1 to"
          + " \(CompanyOptions.yearsMax).")
    }
    return options
  }
}
