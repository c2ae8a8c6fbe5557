import ArgumentParser

@main
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Plays a fleet of devices and a server in one process, and breaks what can break.",
    subcommands: [
      RunCommand.self, ReplayCommand.self, PlantedCommand.self, SmallWorldsCommand.self, PowerCutsCommand.self,
      TwinsCommand.self, WritersCommand.self,
    ],
    defaultSubcommand: RunCommand.self)
}
