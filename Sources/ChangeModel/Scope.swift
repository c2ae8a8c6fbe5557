/// The part of an org's data to which a row belongs, and which a device may hold: the org, a territory, or a rep.
///
/// A scope is one integer, so that it can be stored, indexed and sent as such: the number of the territory's or rep's
/// row, and the kind in the two lowest bits.
public struct Scope: Hashable, Comparable, Sendable {
  public let code: Int64

  public init(code: Int64) {
    self.code = code
  }

  /// What everyone in the org may read.
  public static let org = Scope(code: 0)

  /// What belongs to the row with this number in the schema's territory table.
  public static func territory(_ row: Int64) -> Scope { Scope(code: row << 2 | 1) }

  /// What belongs to the row with this number in the schema's rep table.
  public static func rep(_ row: Int64) -> Scope { Scope(code: row << 2 | 2) }

  public enum Kind: Int64, Sendable {
    case org = 0
    case territory = 1
    case rep = 2
  }

  /// The kind, or nil for a code that no scope has.
  public var kind: Kind? { Kind(rawValue: code & 3) }

  /// The number of the territory's or rep's row; 0 for the org.
  public var row: Int64 { code >> 2 }

  public static func < (left: Scope, right: Scope) -> Bool { left.code < right.code }
}

/// What a device's user may do.
public enum Role: String, Codable, Hashable, Sendable, CaseIterable {
  case rep
  case manager
  case office
  /// Reads everything, writes nothing.
  case auditor
  /// Keeps users, territories and settings; sees no customers, and no money.
  case administrator

  /// Whether the user works in territories; others see all of them, or none.
  public var needsTerritory: Bool { self == .rep || self == .manager }

  /// Whether the user reads the rows of all territories.
  public var readsAllTerritories: Bool { self == .office || self == .auditor }
}

/// On whose behalf a change set is judged. The server takes it from the session, never from the change set.
public struct Actor: Hashable, Sendable {
  public var device: DeviceNumber
  /// The user's row in the rep table; 0 for the office itself.
  public var rep: Int64
  public var role: Role
  /// The scopes that the user may read and write, in order.
  public var scopes: [Scope]

  public init(device: DeviceNumber, rep: Int64, role: Role, scopes: [Scope]) {
    self.device = device
    self.rep = rep
    self.role = role
    self.scopes = scopes.sorted()
  }

  /// Whether the actor may read and write rows of this scope. The office may, everywhere.
  public func mayUse(_ scope: Scope) -> Bool { role == .office || scopes.contains(scope) }
}
