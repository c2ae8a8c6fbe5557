import Hub
import Logging
import ServiceLifecycle

/// What a serving hub does now and then: it shows live connections that it is there, and writes down what devices told.
struct HubUpkeep: Service {
  let service: HubService
  let heartbeat: Duration
  private let queue = WorkQueue(name: "godwit.upkeep", widthMax: 1)

  init(service: HubService, heartbeat: Duration) {
    self.service = service
    self.heartbeat = heartbeat
  }

  func run() async throws {
    service.hearOtherServers()
    try? await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try await Task.sleep(for: heartbeat)
        service.live.beat()
        await saveNotes()
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
}
