import ChangeModel
import ReplicaStore
import SyncProtocol
import SyncSession

extension FieldClient {
  static let rejoinPath = "/v1/rejoin"
  /// More often than this nobody is taken for somebody else in one sync.
  static let rejoinsMax = 3

  /// Syncs; where the server does not recognise the replica, rejoins first and goes on.
  /// - Throws: `ErrorReply` for what the server refused, `FieldError` when it could not be reached.
  func syncRejoining(over hub: HubClient, report: @escaping ProgressReport) async throws -> SyncOutcome {
    var (hub, rejoined, rejoins) = (hub, DeviceNumber?.none, 0)
    while true {
      do {
        var outcome = try await SyncDriver(replica: replica, hub: hub, report: report, program: program).run()
        outcome.rejoinedAs = rejoined
        return outcome
      } catch let reply as ErrorReply where reply.needsRejoin && rejoins < Self.rejoinsMax {
        rejoins += 1
        hub = try await rejoin(over: hub, after: reply, report: report)
        rejoined = replica.identity.device
      }
    }
  }

  /// Asks as whom the replica goes on, and goes on so.
  private func rejoin(
    over hub: HubClient, after refusal: ErrorReply, report: @escaping ProgressReport
  ) async throws -> HubClient {
    if refusal.code == .dotReused {
      // What has results already gets them applied under the number that it was handed in with.
      let outcome = try await SyncDriver(
        replica: replica, hub: hub, report: report, isPullOnly: true, program: program
      ).run()
      if outcome.handedIn != nil { throw Self.tooOldToRejoin }
    }
    let now = surroundings.now()
    var key: DeviceKey?
    let request = try replica.rejoinRequest(now: now) { first in
      let fork = try hub.signer.key.fork(at: first)
      key = fork
      return fork.publicKey
    }
    guard case .rejoinReply(let reply) = try await hub.ask(Self.rejoinPath, .rejoinRequest(request)).message else {
      throw hub.unfitting
    }
    // The key is in its place before the replica has the number: without it nothing could be signed.
    if reply.device != replica.identity.device { try key?.save(in: home, device: reply.device) }
    _ = try replica.rejoin(reply, now: now)
    return try self.hub(over: hub.connection.http)
  }

  private static let tooOldToRejoin = FieldError(
    .needsPerson,
    "the server did not recognise this replica, and this Godwit is too old to go on as another one: update Godwit, and "
      + "sync again; nothing is lost, the work waits")

  /// Compares the replica with a server that was restored, or that has forgotten which rows went while the replica was away,
  /// until both are equal, and puts right what differs: a row that moves to another scope takes along what hangs on it, so
  /// one turn may leave some for the next.
  func compareIfDue(over hub: HubClient, report: @escaping ProgressReport) async throws {
    guard try replica.isCompareDue() else { return }
    for _ in 0..<Verifier.attemptsMax {
      guard try replica.status().pending == 0 else { return }
      let verifier = Verifier(client: self, hub: try self.hub(over: hub.connection.http), report: report)
      do {
        let outcome = try await verifier.compareNow()
        if outcome.isMatch { return try replica.noteCompared() }
        _ = try await verifier.repair(outcome)
      } catch let reply as ErrorReply where reply.code == .notFound {
        // The office has taken a territory away meanwhile: the next sync removes it, and compares.
        return
      } catch is Verifier.ServerMoved {
        // Others are writing. When they go on doing so, the next sync compares.
        let outcome = try await syncRejoining(over: try self.hub(over: hub.connection.http), report: report)
        if outcome.isRevoked { return }
      }
    }
  }
}

extension ErrorReply {
  /// Whether the server says that this replica, or itself, is not what it was.
  var needsRejoin: Bool { code == .dotReused || code == .epochChanged }
}
