import ArgumentParser

/// The office's program: it serves the reps' replicas, and keeps territories, reps and devices.
@main
struct GodwitServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "godwit-server",
    abstract: "Serves the replicas of an organisation's reps, and keeps its territories, reps and devices.",
    subcommands: [
      InitCommand.self, PrepareCommand.self, ServeCommand.self, TerritoryCommand.self, RepCommand.self,
      InviteCommand.self,
      GenerateCommand.self,
      DeviceCommand.self, SchemaCommand.self,
      SettingCommand.self, ProfileCommand.self, MapCommand.self, ImportCommand.self,
      ReconcileCommand.self, DuplicatesCommand.self, ExportCommand.self, ERPCommand.self, VerifyCommand.self,
      AuditCommand.self, WhyCommand.self, UndoCommand.self, ReviewCommand.self, LeaseCommand.self, CollectCommand.self,
      RetainCommand.self,
      SubjectCommand.self,
      EraseCommand.self, BackupCommand.self, RestoreCommand.self, RestoredCommand.self, MigrateCommand.self,
      StatusCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      CommandExit.leave(after: error)
    }
  }
}
