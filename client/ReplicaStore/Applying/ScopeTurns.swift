import ChangeModel

/// How the scopes that the server grants changed from reply to reply of one round.
///
/// A round may take days. A scope can be taken away while its first download is under way, or be away for one reply and
/// back in the next: then rows of it have been taken back that nothing brings again.
struct ScopeTurns {
  private var present: Set<Scope>
  private var wereAway: Set<Scope> = []
  private var granted: [Scope] = []

  /// - Parameter held: the scopes that the replica holds before the round.
  init(held: [Scope]) {
    present = Set(held)
  }

  /// Takes the scopes of the next reply.
  mutating func take(_ scopes: [Scope]) {
    wereAway.formUnion(present.subtracting(scopes))
    present = Set(scopes)
    granted = scopes
  }

  /// The scopes of which all rows have to go, ascending.
  var leaving: [Scope] { wereAway.sorted() }

  /// The scopes of which the replica holds everything after the round. One that was away for a moment is fetched anew.
  var held: [Scope] { granted.filter { !wereAway.contains($0) } }
}
