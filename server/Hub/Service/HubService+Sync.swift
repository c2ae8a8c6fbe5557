import ChangeModel
import Foundation
import HubStore
import MergeEngine
import PlantedBugs
import SyncProtocol

extension HubService {
  /// Takes what a device hands in, and gives it what it lacks.
  /// - Parameter device: who the session proved to be; never taken from the request.
  public func sync(_ request: SyncRequest, device: DeviceNumber) throws(ErrorReply) -> SyncReply {
    guard let push = try prepare(request, device: device) else { return try reply(to: request, device: device) }
    let outcome = try commit([push])[0].get()
    return try reply(to: request, device: device, push: outcome)
  }

  /// Decodes what a request pushes; nil when it pushes nothing that can be taken now.
  public func prepare(_ request: SyncRequest, device: DeviceNumber) throws(ErrorReply) -> PreparedPush? {
    guard request.changeSets.count <= Limits.requestChangeSetsMax else {
      throw ErrorReply(
        .tooLarge, "More than \(Limits.requestChangeSetsMax) change sets in one request. Send them in several.")
    }
    guard !request.changeSets.isEmpty else { return nil }
    let known = standing.withLock { $0 }
    let isKnown = request.schemaFingerprint == known.schemaFingerprint
    let push = PreparedPush(
      request, device: device, now: environment.now(), schema: isKnown ? nil : known.org.schema)
    return push.items.isEmpty ? nil : push
  }

  /// Merges pushes of different devices in one durable transaction.
  /// - Returns: one answer for each push, in order.
  public func commit(_ pushes: [PreparedPush]) -> [Result<PushOutcome, ErrorReply>] {
    do {
      return try commitTogether(pushes)
    } catch let error as HubStoreError where error.isPassing || error.isElsewhere {
      // Whether the group is committed or not, only the store can tell: the devices send again, and each change set that is
      // committed is answered with the result that it has.
      return pushes.map { _ in .failure(failure(error)) }
    } catch let error where pushes.count > 1 && !(error is ErrorReply) {
      logger.error("a group could not be committed; each push is tried alone", metadata: ["error": "\(error)"])
      return pushes.flatMap { commit([$0]) }
    } catch {
      return pushes.map { _ in .failure(failure(error)) }
    }
  }

  private func commitTogether(_ pushes: [PreparedPush]) throws -> [Result<PushOutcome, ErrorReply>] {
    let start = ContinuousClock.now
    let notes = takeNotes(limit: 256)
    let outcome = try store.write { store in
      let org = try keepUp(with: store).org
      for (device, note) in notes { try note.save(for: device, in: store) }
      let group = GroupCommit(
        schema: org.schema, rules: rules, epoch: org.epoch, now: environment.now(),
        makeTicket: environment.randomNumber)
      return try group.run(pushes, in: store)
    }
    if PlantedBug.resultsSavedLater.isOn { try store.write { try $0.save(results: outcome.unsaved) } }
    let elapsed = (ContinuousClock.now - start).components
    metrics.count(outcome, seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)
    report(outcome, pushes: pushes)
    publish(outcome.head, scopes: outcome.scopes)
    return outcome.answers
  }

  private func report(_ outcome: GroupOutcome, pushes: [PreparedPush]) {
    for case (let push, .success(let answer)) in zip(pushes, outcome.answers) where answer.showedOldTicket {
      logger.warning(
        "a device shows an old ticket: it may have been restored from a backup or copied",
        metadata: ["device": "\(push.device)"])
    }
  }

  private func failure(_ error: any Error) -> ErrorReply {
    do throws(ErrorReply) {
      return try answer { throw error }
    } catch {
      return error
    }
  }
}
