/// One cut: enough to play it again.
public struct CutCase: Hashable, Sendable {
  public enum Store: String, CaseIterable, Sendable {
    case client, server
  }

  public var store: Store
  /// The name of the scene.
  public var scene: String
  /// The operation at which it strikes, from 1.
  public var operation: UInt64
  public var mode: CutMode
  /// What survives; all but the last byte says how the death itself goes.
  public var seed: UInt64

  public init(store: Store, scene: String, operation: UInt64, mode: CutMode, seed: UInt64) {
    self.store = store
    self.scene = scene
    self.operation = operation
    self.mode = mode
    self.seed = seed
  }

  /// Cuts of the same batch can be made of one death.
  static func batch(of seed: UInt64) -> UInt64 { seed >> 8 }

  /// Reads what `description` gives; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: ":").map(String.init)
    guard parts.count == 5, let store = Store(rawValue: parts[0]), let operation = UInt64(parts[2]),
      let mode = CutMode(rawValue: parts[3]), let seed = UInt64(parts[4])
    else { return nil }
    self.init(store: store, scene: parts[1], operation: operation, mode: mode, seed: seed)
  }
}

extension CutCase: CustomStringConvertible {
  /// `store:scene:operation:mode:seed`
  public var description: String { "\(store.rawValue):\(scene):\(operation):\(mode.rawValue):\(seed)" }
}
