import ChangeModel

/// What one server tells the others that work on the same store. It only wakes: one that is lost costs a little time.
public enum StoreSignal: Hashable, Sendable {
  /// The log has a new head; something changed in these scopes, in any for nil.
  case changed(head: Position, scopes: Set<Scope>?)
  /// These devices were shut out, or read other scopes now.
  case ended(devices: Set<DeviceNumber>)
}

/// A store's way to the other servers that work on it.
public protocol StoreSignals: Sendable {
  /// Tells the others, soon.
  func announce(_ signal: StoreSignal)
  /// Hands over what others announce, on a thread of its own, for as long as the store is open.
  func listen(_ body: @escaping @Sendable (StoreSignal) -> Void)
}

/// Where servers that share a store note the nonces of requests that they admitted, so that a request which was caught on
/// its way to one of them is no good at another.
public protocol NonceKeeper: Sendable {
  /// - Parameters:
  ///   - time: when the request says it was made, in milliseconds since 1970 UTC.
  ///   - oldest: what was made before need not be known any more.
  /// - Returns: false when the device's nonce is known already.
  func admit(nonce: String, of device: DeviceNumber, time: Int64, oldest: Int64) throws -> Bool
}
