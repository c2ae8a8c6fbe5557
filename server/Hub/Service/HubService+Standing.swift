import ChangeModel
import HubStore
import SyncProtocol

extension HubService {
  /// The org as this snapshot has it: another server, or a command of the office, may have changed it.
  ///
  /// A name, an epoch or an oldest program is taken over. A schema is not: the rules that go with it are those of a newer version of Godwit, so
  /// this server has nothing more to say until it is upgraded.
  @discardableResult
  func keepUp(with store: any HubReading) throws -> OrgStanding {
    let present = try store.org()
    let known = standing.withLock { $0 }
    guard present != known.org else { return known }
    var schema = present.schema
    schema.oldestProgram = known.org.schema.oldestProgram
    guard schema == known.org.schema else {
      logger.error("the org's schema is another server's, of a newer version: upgrade this server")
      throw ErrorReply(
        .busy, "This server is about to be upgraded. Nothing is lost; come back later.", retryAfterSeconds: 30)
    }
    return standing.withLock { standing in
      standing.org = present
      return standing
    }
  }

  /// Tells the listeners of this server, and the other servers, of a new head.
  func publish(_ head: Position, scopes: Set<Scope>) {
    live.publish(head, scopes: scopes)
    if !scopes.isEmpty { store.signals?.announce(.changed(head: head, scopes: scopes)) }
  }

  /// Ends what these devices listen to, on all servers.
  func endLive(_ devices: Set<DeviceNumber>) {
    live.end(devices: devices)
    if !devices.isEmpty { store.signals?.announce(.ended(devices: devices)) }
  }

  /// Wakes the listeners of this server whenever another server of the store has something to tell them.
  package func hearOtherServers() {
    let live = live
    store.signals?.listen { signal in
      switch signal {
      case .changed(let head, let scopes?): live.publish(head, scopes: scopes)
      case .changed(let head, nil): live.publishToAll(head)
      case .ended(let devices): live.end(devices: devices)
      }
    }
  }

  /// Whether a request was not admitted by another server of the store before.
  package func admit(
    nonce: String, of device: DeviceNumber, time: Int64
  ) throws(ErrorReply) -> Bool {
    guard let nonces = store.nonces else { return true }
    let oldest = environment.now() - 2 * Limits.requestSkewMillisecondsMax
    return try answer { try nonces.admit(nonce: nonce, of: device, time: time, oldest: oldest) }
  }

  /// Whether servers of the store have to tell each other which requests they admitted.
  package var sharesNonces: Bool { store.nonces != nil }
}
