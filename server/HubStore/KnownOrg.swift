import ChangeModel
import MergeEngine

/// What a transaction knows of its org, so that it asks the store once.
package struct KnownOrg {
  private let cache: OrgCache
  private var org: OrgRecord?
  /// Whether this transaction wrote the org, so that nothing it reads of it may be remembered beyond it.
  private var isWritten = false
  /// What the schema asks of rows, by table, as far as asked for.
  private var shapes: [Int: RowShape] = [:]

  package init(cache: OrgCache) {
    self.cache = cache
  }

  /// The org of this snapshot: as known, as an earlier transaction saw it under the same revision, or as `read`.
  package mutating func org(revision: () throws -> Int64, read: () throws -> OrgRecord) throws -> OrgRecord {
    if let org { return org }
    let revision = try revision()
    let found = isWritten ? nil : cache.org(revision: revision)
    let present = try found ?? read()
    if found == nil && !isWritten { cache.remember(present, revision: revision) }
    org = present
    return present
  }

  /// Notes what the transaction wrote; shapes of the schema before are forgotten.
  package mutating func wrote(_ org: OrgRecord) {
    self.org = org
    isWritten = true
    shapes = [:]
  }

  /// What the schema asks of rows of this table; nil for a table that it does not have.
  package mutating func shape(ofTable table: Int, in schema: Schema) -> RowShape? {
    if let known = shapes[table] { return known }
    guard schema.tables.indices.contains(table) else { return nil }
    let shape = RowShape(schema.tables[table])
    shapes[table] = shape
    return shape
  }
}
