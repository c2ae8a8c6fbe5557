import FieldClient
import Foundation
import Synchronization

/// `sync --watch`: goes on until the process is asked to end, and then ends cleanly.
struct Watching {
  let client: FieldClient
  let printer: Printer

  func run() async throws {
    let syncs = Mutex(0)
    let checkedAt = Mutex<Int64?>(nil)
    let printer = printer
    let work = Task { [client] in
      try await client.watch { report in
        Self.tell(report, program: client.program, printer: printer)
        guard case .synced = report else { return }
        syncs.withLock { $0 += 1 }
        Self.look(client.desk, since: checkedAt, printer: printer)
      }
    }
    let signals = Signals([SIGINT, SIGTERM, SIGHUP]) { work.cancel() }
    defer { withExtendedLifetime(signals) {} }
    do { try await work.value } catch is CancellationError {}
    if printer.isJSON { printer.document(.object([("syncs", JSON(syncs.withLock { $0 }))])) }
  }

  /// Looks for early warnings, at the first sync and then after the hours of the setting: they follow from what came.
  private static func look(_ desk: Desk, since checkedAt: borrowing Mutex<Int64?>, printer: Printer) {
    do {
      let hours = try SettingBook(desk).settings()[.warningCheckHours]
      let isDue = checkedAt.withLock { last in
        let isDue = hours > 0 && last.map { desk.now - $0 >= hours * 3_600_000 } ?? true
        if isDue { last = desk.now }
        return isDue
      }
      guard isDue, desk.replica.identity.role != .auditor else { return }
      let check = try WarningBook(desk).check()
      guard check.raised > 0 else { return }
      printer.say("\(Count.of(check.raised, "new warning")): see `godwit warning list`")
    } catch {
      printer.note("no look for early warnings: \(Phrase(verbatim: "\(error)"))")
    }
  }

  private static func tell(_ report: FieldClient.WatchReport, program: Int, printer: Printer) {
    let time = Moment.text(Surroundings.machine.now()).suffix(5)
    switch report {
    case .synced(let outcome):
      if let handedIn = outcome.handedIn { return printer.note("\(time) \(handedIn.words(program: program))") }
      // A sync that moved nothing is no news.
      guard outcome.pushed > 0 || outcome.applied.rows > 0 else { return }
      let sent = Count.of(outcome.pushed, "change set")
      let changed = Count.of(outcome.applied.rows, "row")
      let rejected = outcome.applied.rejected
      let line: Phrase =
        rejected == 0
        ? "\(time) sent \(sent), changed \(changed) here"
        : "\(time) sent \(sent), changed \(changed) here, \(rejected) rejected: see `godwit attention list`"
      printer.say(line)
    case .waiting(let error): printer.note("\(time) \(error.phrase)")
    }
    fflush(nil)
  }
}
