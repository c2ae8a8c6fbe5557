import FaultDisk

/// What happens at the chosen operation.
public enum CutMode: String, CaseIterable, Sendable {
  // The process dies, and of what it had not synced there is left:
  case killed, none, prefix, subset, torn
  // The call fails, and the process lives on:
  case ioOnce = "io-once"
  case ioForever = "io-forever"
  case fullOnce = "full-once"
  case fullForever = "full-forever"
  case readOnce = "read-once"

  static let deaths: [CutMode] = [.killed, .none, .prefix, .subset, .torn]
  static let faults: [CutMode] = [.ioOnce, .ioForever, .fullOnce, .fullForever, .readOnce]

  /// Whether other seeds make other cases.
  var isRandom: Bool { [.prefix, .subset, .torn].contains(self) }

  /// Whether it is a fault of one call.
  var isOnce: Bool { [.ioOnce, .fullOnce, .readOnce].contains(self) }

  /// What survives; nil for a fault.
  var survival: Survival? {
    switch self {
    case .killed: .process
    case .none: .powerNone
    case .prefix: .powerPrefix(nil)
    case .subset: .powerRandomSubset
    case .torn: .powerTorn
    default: nil
    }
  }

  /// Lets the machine fail or die at this operation.
  func strike(_ machine: FaultyMachine, at operation: UInt64, seed: UInt64) {
    switch self {
    case .ioOnce: machine.fail(.ioError, atOperation: operation, forever: false)
    case .ioForever: machine.fail(.ioError, atOperation: operation, forever: true)
    case .fullOnce: machine.fail(.full, atOperation: operation, forever: false, kinds: Self.growing)
    case .fullForever: machine.fail(.full, atOperation: operation, forever: true, kinds: Self.growing)
    case .readOnce: machine.fail(.ioError, atOperation: operation, forever: false, kinds: .read)
    default: machine.crash(atOperation: operation, keptBytes: Int(CutCase.batch(of: seed) % 9) * 512)
    }
  }

  private static let growing: DiskCalls = [.write, .sync, .open]
}
