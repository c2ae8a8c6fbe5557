import ArgumentParser
import Hub
import HubServer

struct InviteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite", abstract: "Makes a one-time code with which a rep's device joins.")

  @OptionGroup var hub: HubOptions

  @Argument(help: "The rep, by name or ID.")
  var rep: String

  @Option(help: "For how many days the code is valid.")
  var days: Int = 7

  func run() async throws {
    guard case .invitation(let invitation) = try await hub.perform(.invite(rep: rep, validDays: days)) else {
      throw HubOptions.unfitting
    }
    if !hub.json {
      Terminal.say("for one device of \(invitation.rep), until \(Terminal.time(invitation.expiresAt)):")
    }
    try hub.print(invitation) { [$0.code] }
  }
}
