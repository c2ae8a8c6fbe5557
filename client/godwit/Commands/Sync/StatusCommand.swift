import ArgumentParser
import FieldClient
import ReplicaStore

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show who this device is, what waits, and when it last synced.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    if let note = try common.folder.endErasure() { return tell(note) }
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
    func line(_ title: String, _ phrase: Phrase, paint: (String) -> String = { $0 }) {
      printer.line(Catalogue.title(title, in: printer.language), paint(printer.said(phrase)), width: 11)
    }
    line("device", "\(identity.device), \(identity.repName) (\(word: identity.role.rawValue))")
    line("org", "\(identity.orgName) at \(identity.server)")
    line("state", "\(word: status.state.rawValue)")
    line("last sync", status.lastSync.map { Phrase(verbatim: Moment.text($0)) } ?? "never")
    line("position", "\(status.position)")
    if status.pending == 0 {
      line("to send", "nothing")
    } else {
      line("to send", Count.of(status.pending, "change set"), paint: paint.yellow)
    }
    if status.needsAttention > 0 {
      line(
        "attention", "\(Count.of(status.needsAttention, "rejected change")): `godwit attention list`", paint: paint.red)
    }
    if status.openConflicts > 0 {
      line("conflicts", "\(status.openConflicts) open: `godwit conflicts list`", paint: paint.red)
    }
    line("database", "\(client.home.replicaPath)")
  }

  private func tell(_ note: Farewell) {
    let state = ReplicaStatus.State.revoked.rawValue
    let printer = common.printer
    guard !common.json else {
      return printer.document(
        .object([
          ("device", JSON(note.device)), ("state", .string(state)), ("pending", JSON(0)), ("needs_attention", JSON(0)),
          ("conflicts", JSON(0)), ("server", .string(note.server)), ("org", .string(note.org)),
          ("rep", .string(note.rep)), ("erased_at", JSON(note.at)), ("home", .string(common.folder.path)),
        ]))
    }
    func line(_ title: String, _ phrase: Phrase) {
      printer.line(Catalogue.title(title, in: printer.language), printer.said(phrase), width: 11)
    }
    line("device", "\(note.device), \(note.rep)")
    line("org", "\(note.org) at \(note.server)")
    line("state", "\(word: state)")
    printer.say(note.fault.phrase)
  }
}
