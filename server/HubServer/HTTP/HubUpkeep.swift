import Hub
import Logging
import ServiceLifecycle

/// What a serving hub does now and then: it shows live connections that it is there, writes down what devices told, and
/// forgets what is deleted and not needed any more.
struct HubUpkeep: Service {
  let service: HubService
  let heartbeat: Duration
  /// In milliseconds.
  private let collecting: Int64
  private let queue = WorkQueue(name: "godwit.upkeep", widthMax: 1)

  init(service: HubService, heartbeat: Duration, collecting: Duration) {
    self.service = service
    self.heartbeat = heartbeat
    self.collecting = collecting.components.seconds * 1_000
  }

  func run() async throws {
    service.hearOtherServers()
    try? await cancelWhenGracefulShutdown {
      // The store remembers when it was collected; this only spares asking it with every beat. A server that has just begun
      // has other work.
      var askAt = service.environment.now() + collecting / 4
      while !Task.isCancelled {
        try await Task.sleep(for: heartbeat)
        service.live.beat()
        await saveNotes()
        let now = service.environment.now()
        if now >= askAt {
          await collect()
          askAt = now + collecting / 4
        }
      }
    }
    await saveNotes()
  }

  /// What cannot be written now is told again by the devices.
  private func saveNotes() async {
    let service = service
    do {
      try await queue.run { () throws in try service.saveNotes() }
    } catch {
      service.logger.warning("what devices told could not be written down", metadata: ["error": "\(error)"])
    }
  }

  /// What cannot be collected now is collected next time.
  private func collect() async {
    let (service, collecting) = (service, collecting)
    do {
      _ = try await queue.run { () throws in try service.collectIfDue(every: collecting) }
    } catch {
      service.logger.warning("deleted rows could not be collected", metadata: ["error": "\(error)"])
    }
  }
}
