import ArgumentParser
import Foundation
import Hub
import HubServer

struct ERPCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erp", abstract: "Exchanges files with an ERP, and makes the token for its HTTP interface.",
    subcommands: [ERPFilesCommand.self, ERPTokenCommand.self], defaultSubcommand: ERPFilesCommand.self)
}

/// The token that an ERP shows at `/v1/erp/`.
struct ERPTokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Makes the token with which an ERP talks to the server; the one before is void.")

  @OptionGroup var hub: HubOptions

  private struct Made: Encodable {
    var token: String
  }

  func run() async throws {
    guard case .token(let token) = try await hub.perform(.makeDeskToken) else { throw HubOptions.unfitting }
    if !hub.json { Terminal.say("for the ERP, as `Authorization: Bearer TOKEN`; it is shown once:") }
    try hub.print(Made(token: token)) { [$0.token] }
  }
}

struct ERPFilesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "files", abstract: "Exchanges files with an ERP: orders out, everything the office keeps in.",
    discussion: """
      FOLDER has in/ for files from the ERP, named after their kind (products.csv, prices-000123.csv, invoices-1.csv, \
      acknowledgements-1.csv), and out/ for orders, one file each. What was read goes to done/, what was not to refused/, \
      with the reasons; it is tried again. An answered order goes to acknowledged/ or returned/. An exchange can be cut and \
      repeated. The exit status is 3 when something was refused. See docs/erp.md.
      """)

  @OptionGroup var hub: HubOptions

  @Argument(help: "The folder that both programs use; it is created if need be.")
  var folder: String

  @Option(help: ArgumentHelp("Stay, and exchange every so many seconds.", valueName: "seconds"))
  var every: Int?

  func validate() throws {
    if let every, !(1...86_400).contains(every) { throw ValidationError("--every takes 1 to 86400 seconds.") }
  }

  func run() async throws {
    while true {
      let report = try await hub.withLink { link in
        try await ERPExchange(link: link, folder: ERPFolder(path: folder)).run()
      }
      if every == nil || !report.isEmpty { try hub.print(report) { $0.lines } }
      guard let every else {
        if report.needsPerson { throw CommandExit.needsPerson }
        return
      }
      try await Task.sleep(for: .seconds(every))
    }
  }
}

extension ERPReport {
  /// Whether nothing happened, but that what was refused before still is.
  fileprivate var isEmpty: Bool {
    files.allSatisfy { $0.isRetry && $0.result == "refused" } && ordersOut.isEmpty && acknowledged == 0 && returned == 0
  }
}
