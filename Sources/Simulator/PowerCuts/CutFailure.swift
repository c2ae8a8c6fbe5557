import HubStore
import ReplicaStore

/// What a cut brought to light.
public struct CutFailure: Error, Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// The file cannot be opened, or its structure is broken.
    case corrupt
    /// What was said to be saved or received is not there.
    case lost
    /// A part of a transaction is there.
    case half
    /// A dot went out with two payloads.
    case dotReused
    /// The outbox does not drain, or the replica does not become the hub's equal.
    case stuck
    /// Something failed that nothing had broken.
    case unexpected
  }

  public var kind: Kind
  public var message: String

  init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// What a piece of a cut throws; nil when it throws nothing.
  static func thrown(_ body: () throws -> Void) -> CutFailure? {
    do {
      try body()
      return nil
    } catch let failure as CutFailure {
      return failure
    } catch let error as ReplicaError {
      return CutFailure(.corrupt, "\(error)")
    } catch let error as HubStoreError {
      return CutFailure(.corrupt, "\(error)")
    } catch {
      return CutFailure(.unexpected, "\(error)")
    }
  }
}

extension CutFailure: CustomStringConvertible {
  public var description: String { "\(kind.rawValue): \(message)" }
}
