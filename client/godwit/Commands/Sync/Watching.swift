import FieldClient
import Foundation
import Synchronization

/// `sync --watch`: goes on until the process is asked to end, and then ends cleanly.
struct Watching {
  let client: FieldClient
  let printer: Printer

  func run() async throws {
    let syncs = Mutex(0)
    let printer = printer
    let work = Task { [client] in
      try await client.watch { report in
        if case .synced = report { syncs.withLock { $0 += 1 } }
        Self.tell(report, printer: printer)
      }
    }
    let signals = Signals([SIGINT, SIGTERM, SIGHUP]) { work.cancel() }
    defer { withExtendedLifetime(signals) {} }
    do { try await work.value } catch is CancellationError {}
    if printer.isJSON { printer.document(.object([("syncs", JSON(syncs.withLock { $0 }))])) }
  }

  private static func tell(_ report: FieldClient.WatchReport, printer: Printer) {
    let time = Moment.text(Surroundings.machine.now()).suffix(5)
    switch report {
    case .synced(let outcome):
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
