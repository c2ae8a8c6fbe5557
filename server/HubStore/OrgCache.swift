import Synchronization

/// Remembers the org with its decoded schema, so that a transaction need not parse it again.
///
/// An entry counts only for a snapshot that shows the same revision.
package final class OrgCache: Sendable {
  private let entry = Mutex<(revision: Int64, org: OrgRecord)?>(nil)

  package init() {}

  package func org(revision: Int64) -> OrgRecord? {
    entry.withLock { $0?.revision == revision ? $0?.org : nil }
  }

  /// - Parameter org: as committed under this revision.
  package func remember(_ org: OrgRecord, revision: Int64) {
    entry.withLock { entry in
      if (entry?.revision ?? 0) < revision { entry = (revision, org) }
    }
  }
}
