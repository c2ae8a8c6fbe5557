import ChangeModel

/// Whoever answers a device's requests: a hub in this process, or one behind HTTP.
public protocol Office {
  /// Answers one request, from its bytes to the bytes of the reply; what it pushes is on disk then.
  func answer(_ request: [UInt8], device: DeviceNumber) throws -> [UInt8]
}
