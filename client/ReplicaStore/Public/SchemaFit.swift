import ChangeModel

/// What a replica, and the program that has it open, can make of a schema that the server sent.
public enum SchemaFit: Hashable, Sendable {
  /// It is the replica's, or follows it.
  case usable
  /// It is an older form of the replica's: the server was set back.
  case older
  /// It does not follow the replica's, or a newer program wrote it; why, in words.
  case unreadable(String)
}

extension Replica {
  /// Looks at a schema before anything of the reply that brought it is kept.
  public func fit(of json: [UInt8]) -> SchemaFit {
    do {
      let new = try StoredSchema.decode(json)
      if new.isOlder(than: schema) { return .older }
      let faults = SchemaStep(from: schema, to: new).faults
      return faults.isEmpty ? .usable : .unreadable(faults.joined(separator: "; "))
    } catch {
      return .unreadable("\(error)")
    }
  }
}
