import ArgumentParser
import FieldClient
import Foundation

/// The rep's command line: everything works on the replica; `join`, `sync` and `verify` talk to the server.
@main
struct Godwit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "godwit",
    abstract: "Customers, visits and orders in your own replica, offline too.",
    discussion: """
      Begin with `godwit join URL --code CODE`. Then everything works without a network; `godwit sync` exchanges \
      what changed. The replica is a plain SQLite database in the home folder.

      Exit status: 0 done; 1 failed; 2 wrong usage; 3 done, but a person is needed; 75 the server cannot be reached \
      (nothing is lost, the work waits).
      """,
    groupedSubcommands: [
      CommandGroup(
        name: "Replica",
        subcommands: [
          JoinCommand.self, SyncCommand.self, StatusCommand.self, VerifyCommand.self, AttentionCommand.self,
          ConflictsCommand.self,
        ]),
      CommandGroup(
        name: "Day",
        subcommands: [
          TodayCommand.self, RouteCommand.self, CallCommand.self, MailCommand.self, MessageCommand.self,
          ActivityCommand.self, TaskCommand.self, LeadCommand.self, OpportunityCommand.self, FunnelCommand.self,
          ComplaintCommand.self, CareCommand.self, SurveyCommand.self, CampaignCommand.self,
        ]),
      CommandGroup(
        name: "Work",
        subcommands: [
          CustomerCommand.self, ContactCommand.self, ConsentCommand.self, VisitCommand.self, OrderCommand.self,
          ProductCommand.self,
          SearchCommand.self, ReportCommand.self, WarningCommand.self, TerritoryCommand.self, ViewCommand.self,
          FieldCommand.self,
          SettingCommand.self,
        ]),
      CommandGroup(
        name: "Selling",
        subcommands: [
          PriceCommand.self, PromotionCommand.self, StockCommand.self, LeaseCommand.self, DeliveryCommand.self,
          ReturnCommand.self,
          InvoiceCommand.self, LoyaltyCommand.self, TargetCommand.self, CommissionCommand.self,
        ]),
    ])

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try command(of: arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      Foundation.exit(0)
    } catch {
      Foundation.exit(Failure.report(error, isJSON: arguments.contains("--json")))
    }
  }

  /// The command that a command line names.
  static func command(of arguments: [String]) throws -> any ParsableCommand {
    do {
      return try parseAsRoot(ArgumentOrder.normalized(arguments))
    } catch {
      // Groups and `help` take no options themselves, but `godwit order --lang zh` asks for help all the same.
      if let request = help(of: ArgumentOrder.split(arguments).front) { throw request }
      throw error
    }
  }

  /// The help that these arguments ask for; nil when they ask for something else.
  private static func help(of arguments: [String]) -> (any Error)? {
    do {
      var named = try parseAsRoot(arguments)
      let isGroup = !Swift.type(of: named).configuration.subcommands.isEmpty
      // Both do nothing but ask for help when they are run.
      if isGroup || arguments.first == "help" { try named.run() }
      return nil
    } catch {
      return exitCode(for: error).isSuccess ? error : nil
    }
  }
}
