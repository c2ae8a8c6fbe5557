import ChangeModel
import HubStore
import SyncProtocol

extension HubService {
  /// Lets a device listen for new positions in its scopes. It is told the present one at once.
  ///
  /// The position is read after the subscription began, so that no commit falls in between.
  package func subscribe(_ device: DeviceNumber) throws(ErrorReply) -> LiveSubscription {
    let before = try readership(of: device)
    let subscription = live.subscribe(device: device, scopes: before.scopes)
    do throws(ErrorReply) {
      let after = try readership(of: device)
      guard after.scopes == before.scopes else {
        throw ErrorReply(.busy, "The device's scopes are just changing. Come back.", retryAfterSeconds: 1)
      }
      subscription.tell(after.head)
      return subscription
    } catch {
      subscription.end()
      throw error
    }
  }

  /// The scopes that a device may read, and the head, in one snapshot.
  private func readership(of device: DeviceNumber) throws(ErrorReply) -> (scopes: [Scope], head: Position) {
    try answer {
      try store.read { store in
        (try Membership.of(device, schema: schema, in: store).actor.scopes, try store.head())
      }
    }
  }
}
