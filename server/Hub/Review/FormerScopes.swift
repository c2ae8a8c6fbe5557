import ChangeModel
import Foundation
import HubStore
import MergeEngine

/// The scopes that a user had, each with the first position at which it was no longer the user's.
///
/// Written by whoever changes a user's role or territories, in the same transaction.
struct FormerScopes {
  private(set) var lost: [Scope: Position] = [:]

  private static func key(of rep: Int64) -> String { "former.\(rep)" }

  init(of rep: Int64, in store: any HubReading) throws {
    let key = Self.key(of: rep)
    guard let known = try store.properties(withPrefix: key).first(where: { $0.key == key }) else { return }
    guard let codes = try? JSONDecoder().decode([String: Position].self, from: Data(known.value)) else {
      throw HubStoreError.damaged(what: "the former territories of user \(rep) cannot be read")
    }
    for (code, position) in codes {
      if let code = Int64(code) { lost[Scope(code: code)] = position }
    }
  }

  /// Takes note that a user has other scopes from now on.
  static func note(
    _ user: UserRecord, had before: [Scope], schema: Schema, at now: Int64, in store: any HubWriting
  ) throws {
    let present = try Membership.scopes(of: user, schema: schema, in: store)
    var former = try FormerScopes(of: user.rep, in: store)
    let end = try store.head() + 1
    for scope in before { former.lost[scope] = end }
    for scope in present { former.lost[scope] = nil }
    let codes = Dictionary(uniqueKeysWithValues: former.lost.map { (String($0.key.code), $0.value) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let value = Array(try encoder.encode(codes))
    try store.save(properties: [StoreProperty(key: key(of: user.rep), value: value, at: now)])
  }
}

extension FormerRights {
  /// What the maker of a change set had the right to when it was made.
  /// - Parameters:
  ///   - rows: those that the change set is about.
  ///   - leaving: departures that are not in the store yet, because they are of the same batch.
  init(
    of changeSet: ChangeSet, by actor: Actor, known: Position, rows: Set<RowKey>, leaving: [Departure],
    in store: any HubReading
  ) throws {
    let base = changeSet.context.base
    let lost = try FormerScopes(of: actor.rep, in: store).lost
    let scopes = Set(actor.scopes).union(lost.filter { $0.value > base }.keys)
    var departures = leaving.filter { scopes.contains($0.scope) && rows.contains($0.key) && $0.position > base }
    for scope in scopes.sorted() {
      try store.forEachDeparture(from: scope, after: base) { if rows.contains($0.key) { departures.append($0) } }
    }
    let kept = try KeptWork.all(of: actor.device, in: store).filter { $0.state == .open }
    self.init(
      known: known, lost: lost, departures: Dictionary(grouping: departures, by: \.key),
      keptRows: try kept.reduce(into: []) { $0.formUnion(try $1.insertedRows()) })
  }
}

extension HubReading {
  private static var departuresAtOnce: Int { 4_000 }

  /// Hands over what left a scope after a position, in the order of the log.
  fileprivate func forEachDeparture(
    from scope: Scope, after position: Position, _ body: (Departure) -> Void
  ) throws {
    let last = RowKey(table: RecordKey.tableMax, row: RecordKey.rowMax)
    var place = Departure(scope: scope, position: position, key: last)
    while true {
      let page = try departures(after: place, limit: Self.departuresAtOnce)
      for departure in page where departure.scope == scope { body(departure) }
      guard page.count == Self.departuresAtOnce, let end = page.last, end.scope == scope else { return }
      place = end
    }
  }
}
