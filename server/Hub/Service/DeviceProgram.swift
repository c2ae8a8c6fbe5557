import ChangeModel
import HubStore
import SyncProtocol

/// What a device said of its program and of the schema that it has, kept beside its record.
struct DeviceProgram: Hashable, Sendable {
  private static let prefix = "device.program."

  /// The version of the schema that the program was made for; 0 when it did not say.
  var version: Int
  /// The fingerprint of the schema that the replica has.
  var schema: Digest

  init(version: Int, schema: Digest) {
    self.version = version
    self.schema = schema
  }

  /// - Returns: nil for what no server of this version wrote.
  private init?(_ text: String) {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 2, let version = Int(parts[0]), let schema = Digest(parts[1]) else { return nil }
    self.init(version: version, schema: schema)
  }

  func save(for device: DeviceNumber, at time: Int64, in store: any HubWriting) throws {
    let text = "\(version) \(schema)"
    try store.save(properties: [StoreProperty(key: "\(Self.prefix)\(device)", value: Array(text.utf8), at: time)])
  }

  /// By device.
  static func all(in store: any HubReading) throws -> [DeviceNumber: DeviceProgram] {
    var programs = [DeviceNumber: DeviceProgram]()
    for property in try store.properties(withPrefix: prefix) {
      guard let device = DeviceNumber(property.key.dropFirst(prefix.count)) else { continue }
      programs[device] = DeviceProgram(String(decoding: property.value, as: UTF8.self))
    }
    return programs
  }
}

extension HubService {
  /// Whether a device tells of another program or schema than at its last request to this server.
  func isNews(_ request: SyncRequest, of device: DeviceNumber) -> Bool {
    let program = DeviceProgram(version: request.program, schema: request.schemaFingerprint)
    return programs.withLock { $0.updateValue(program, forKey: device) != program }
  }
}
