import ChangeModel

/// What the office can ask of a hub, in the form in which it travels to a running server.
public enum OfficeCommand: Codable, Hashable, Sendable {
  case addTerritory(name: String)
  case listTerritories
  case addRep(name: String, territories: [String], role: Role)
  case listReps
  /// Sets the list of territories.
  case assignRep(rep: String, territories: [String])
  case invite(rep: String, validDays: Int)
  case listDevices
  case revokeDevice(device: DeviceNumber)
  case verify
  case status
}
