import ChangeModel
import HubStore
import SyncProtocol

/// Requests that were turned away at the door, counted until the next write takes them along: strangers may send as many
/// as they like, and the log gets one entry for all of them.
struct RefusalTally: Sendable {
  /// So many devices are named; of others only the number of requests counts.
  private static let devicesMax = 8

  private var counts: [ErrorReply.Code: Int] = [:]
  private var devices: Set<DeviceNumber> = []
  private var hasOthers = false

  var isEmpty: Bool { counts.isEmpty }

  /// - Parameter device: whom the request named; anybody can name anybody.
  mutating func add(_ code: ErrorReply.Code, device: DeviceNumber?) {
    counts[code, default: 0] += 1
    guard let device, !devices.contains(device) else { return }
    if devices.count < Self.devicesMax { devices.insert(device) } else { hasOthers = true }
  }

  /// Adds what was counted elsewhere.
  mutating func add(_ other: RefusalTally) {
    counts.merge(other.counts, uniquingKeysWith: +)
    let all = devices.union(other.devices).sorted()
    devices = Set(all.prefix(Self.devicesMax))
    hasOthers = hasOthers || other.hasOthers || all.count > Self.devicesMax
  }

  /// What is to be told of them; nothing for none.
  var events: [AuditEvent] { isEmpty ? [] : [event] }

  private var event: AuditEvent {
    let kinds = counts.map { ("\($0.key)", $0.value) }.sorted { $0.0 < $1.0 }.map { "\($0.0) \($0.1)" }
    let named = devices.sorted().map { String($0) } + (hasOthers ? ["others"] : [])
    let devices = named.isEmpty ? "" : "; devices " + named.joined(separator: ", ")
    return AuditEvent(kind: .authentication, detail: kinds.joined(separator: ", ") + devices)
  }
}

extension HubService {
  /// Counts a request that was turned away.
  package func noteRefusal(_ code: ErrorReply.Code, device: DeviceNumber? = nil) {
    refusals.withLock { $0.add(code, device: device) }
  }

  /// The requests that were turned away since the last time.
  func takeRefusals() -> RefusalTally {
    refusals.withLock { tally in
      defer { tally = RefusalTally() }
      return tally
    }
  }
}
