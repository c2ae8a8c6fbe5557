import ArgumentParser
import FieldClient

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show who this device is, what waits, and when it last synced.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let client = try common.client()
    let status = try client.replica.status()
    let identity = client.replica.identity
    let printer = common.printer
    guard !common.json else {
      return printer.document(
        .object([
          ("device", JSON(identity.device)), ("state", .string(status.state.rawValue)),
          ("pending", JSON(status.pending)),
          ("needs_attention", JSON(status.needsAttention)), ("conflicts", JSON(status.openConflicts)),
          ("position", JSON(status.position)), ("last_sync", JSON(status.lastSync)),
          ("server", .string(identity.server)), ("org", .string(identity.orgName)), ("rep", .string(identity.repName)),
          ("role", .string(identity.role.rawValue)), ("home", .string(client.home.path)),
          ("database", .string(client.home.replicaPath)),
        ]))
    }
    let paint = printer.terminal.paint
    func line(_ name: String, _ text: String) {
      print("\(paint.dim(DisplayWidth.padded(name, to: 11)))  \(text)")
    }
    line("device", "\(identity.device), \(Printable.line(identity.repName)) (\(identity.role.rawValue))")
    line("org", "\(Printable.line(identity.orgName)) at \(identity.server)")
    line("state", status.state.rawValue)
    line("last sync", status.lastSync.map { Moment.text($0) } ?? "never")
    line("position", "\(status.position)")
    line("to send", status.pending == 0 ? "nothing" : paint.yellow(Count.of(status.pending, "change set")))
    if status.needsAttention > 0 {
      line("attention", paint.red(Count.of(status.needsAttention, "rejected change")) + ": `godwit attention list`")
    }
    if status.openConflicts > 0 {
      line("conflicts", paint.red("\(status.openConflicts) open") + ": `godwit conflicts list`")
    }
    line("database", client.home.replicaPath)
  }
}
