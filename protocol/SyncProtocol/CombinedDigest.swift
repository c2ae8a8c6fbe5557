import ChangeModel

extension Digest {
  /// One digest of all that several scopes hold: the hash of their digests in ascending order of scope and table, with
  /// the row counts. Tables without rows do not count.
  public static func combined(of digests: [ScopeTableDigest]) -> Digest {
    var hash = SipHash()
    let ordered = digests.filter { $0.count != 0 }.sorted { ($0.scope, $0.table) < ($1.scope, $1.table) }
    for part in ordered {
      hash.append(UInt64(bitPattern: part.scope.code))
      hash.append(UInt64(bitPattern: Int64(part.table)))
      hash.append(UInt64(bitPattern: part.count))
      hash.append(part.digest.low)
      hash.append(part.digest.high)
    }
    return hash.finish()
  }
}
