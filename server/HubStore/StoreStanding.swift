import ChangeModel

/// Whether an org works with a store: while it moves to another one, and after that, there are two.
///
/// It lies in the store itself, under one property, so that every server that opens the store, or has it open, sees it. A
/// move makes the copy whole first (`arriving`), then takes leave of the old store (`left`), then lets the copy be used
/// (`present`): at any moment one of them at most is in use. All three carry the move's own name, by which the two that
/// belong together are known.
public enum StoreStanding: Hashable, Sendable {
  /// The org works with this store.
  /// - Parameter move: by which it came; nil for a store that was not moved.
  case present(move: String?)
  /// A whole copy that is not in use yet.
  case arriving(move: String)
  /// The org works with the store at another place.
  case left(move: String, place: String)

  /// The property that holds it.
  public static let key = "store.standing"

  /// What a property's value says.
  /// - Parameter value: nil when there is no such property.
  /// - Throws: `HubStoreError.damaged` for a value that no standing has.
  public init(_ value: [UInt8]?) throws {
    guard let value else {
      self = .present(move: nil)
      return
    }
    let words = String(decoding: value, as: UTF8.self).split(
      separator: " ", maxSplits: 2, omittingEmptySubsequences: false
    ).map(String.init)
    switch (words.first, words.count) {
    case ("present", 1): self = .present(move: nil)
    case ("present", 2): self = .present(move: words[1])
    case ("arriving", 2): self = .arriving(move: words[1])
    case ("left", 3): self = .left(move: words[1], place: words[2])
    default: throw HubStoreError.damaged(what: "its property \(Self.key) is not one that Godwit writes")
    }
  }

  /// The value of the property.
  public var value: [UInt8] {
    switch self {
    case .present(nil): Array("present".utf8)
    case .present(let move?): Array("present \(move)".utf8)
    case .arriving(let move): Array("arriving \(move)".utf8)
    case .left(let move, let place): Array("left \(move) \(place)".utf8)
    }
  }

  /// The move by which the store came or went; nil for none.
  public var move: String? {
    switch self {
    case .present(let move): move
    case .arriving(let move), .left(let move, _): move
    }
  }

  /// - Throws: `HubStoreError.moved` or `arriving` for a store that the org does not work with.
  public func checkInUse() throws {
    switch self {
    case .present: break
    case .arriving: throw HubStoreError.arriving
    case .left(_, let place): throw HubStoreError.moved(to: place)
    }
  }
}

extension HubReading {
  /// Whether the org works with this store.
  public func standing() throws -> StoreStanding {
    try StoreStanding(try properties(withPrefix: StoreStanding.key).first { $0.key == StoreStanding.key }?.value)
  }
}

extension HubWriting {
  /// - Parameter now: milliseconds since 1970 UTC.
  public func save(standing: StoreStanding, at now: Int64) throws {
    try save(properties: [StoreProperty(key: StoreStanding.key, value: standing.value, at: now)])
  }
}
