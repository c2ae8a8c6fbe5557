/// What one cell holds.
///
/// The first five cases are SQLite's storage classes. A cell of a reference column holds `.reference` inside the
/// engine and on the wire, and the target's 16-byte ID in a replica's table.
public enum Value: Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
  case reference(RowReference)
}

/// Equal values are those that SQLite keeps alike: texts by their bytes, and both zeros as one.
extension Value: Hashable {
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.integer(let a), .integer(let b)): a == b
    case (.real(let a), .real(let b)): a == b || a.bitPattern == b.bitPattern
    case (.text(let a), .text(let b)): ExactText.same(a, b)
    case (.blob(let a), .blob(let b)): a == b
    case (.reference(let a), .reference(let b)): a == b
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .integer(let number): hasher.combine(number)
    case .real(let number): hasher.combine((number == 0 ? 0 : number).bitPattern)
    case .text(let text): hasher.combine(ExactText(text))
    case .blob(let bytes): hasher.combine(bytes)
    case .reference(let reference): hasher.combine(reference)
    }
  }
}

/// The target of a reference column: by the server's row number, by ID, or by both.
///
/// A replica sends the number when it knows it, else the ID. The server fills in both when it accepts a change.
public struct RowReference: Hashable, Sendable {
  /// The target's row number in its table; 0 when not known.
  public var row: Int64
  /// The target's ID; nil when not known.
  public var id: RowID?

  public init(row: Int64 = 0, id: RowID? = nil) {
    self.row = row
    self.id = id
  }
}

extension Value {
  public var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  /// The integer, or nil for any other kind of value.
  public var integer: Int64? {
    if case .integer(let value) = self { return value }
    return nil
  }

  /// The text, or nil for any other kind of value.
  public var text: String? {
    if case .text(let value) = self { return value }
    return nil
  }

  /// The reference, or nil for any other kind of value.
  public var reference: RowReference? {
    if case .reference(let value) = self { return value }
    return nil
  }

  /// Equality as a person sees it: references are equal when their targets are, known by number or by ID.
  public func isSame(as other: Value) -> Bool {
    guard case .reference(let left) = self, case .reference(let right) = other else { return self == other }
    if let a = left.id, let b = right.id { return a == b }
    return left.row != 0 && left.row == right.row
  }
}

/// A default in a schema: the literals that SQL can write.
extension Value: Codable {
  private enum CodingKeys: String, CodingKey { case integer, real, text }

  public init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: CodingKeys.self)
    if let value = try box.decodeIfPresent(Int64.self, forKey: .integer) {
      self = .integer(value)
    } else if let value = try box.decodeIfPresent(Double.self, forKey: .real) {
      self = .real(value)
    } else if let value = try box.decodeIfPresent(String.self, forKey: .text) {
      self = .text(value)
    } else {
      self = .null
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .integer(let value): try box.encode(value, forKey: .integer)
    case .real(let value): try box.encode(value, forKey: .real)
    case .text(let value): try box.encode(value, forKey: .text)
    case .null, .blob, .reference: break
    }
  }
}
