import Foundation
import Hub
import Logging

/// Ends leases that ran out while the server runs. Of several servers each looks, and the first one does it.
struct LeaseWatch: Sendable {
  let service: HubService
  let logger: Logger

  private static let pause = Duration.seconds(600)

  /// Looks until it is cancelled; what fails is tried again with the next look.
  func run() async {
    let link = DirectOfficeLink(service)
    while !Task.isCancelled {
      let now = Int64(Date().timeIntervalSince1970 * 1000)
      do {
        let count = try await LeaseJob(link: link, now: now).end(.ranOut).leases.count
        if count > 0 { logger.info("leases ended", metadata: ["count": "\(count)"]) }
      } catch {
        logger.warning("leases that ran out could not be ended", metadata: ["error": "\(error)"])
      }
      try? await Task.sleep(for: Self.pause)
    }
  }
}
