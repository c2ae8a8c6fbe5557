import ChangeModel
import Crypto
import HubStore
import SyncProtocol

/// The hashes that chain the entries of an audit log.
///
/// An entry's hash is SHA-256 over the hash of the entry before and the entry's own fields, each with its length, in the
/// wire's numbers. The first entry stands on a hash of the org's ID, so that no log can be put in the place of another's.
enum AuditChain {
  private static let name = "godwit-audit-1"

  /// What the first entry stands on.
  static func start(of org: RowID) -> [UInt8] {
    Array(SHA256.hash(data: Array(name.utf8) + org.bytes))
  }

  static func hash(of entry: AuditEntry, after previous: [UInt8]) -> [UInt8] {
    var writer = ByteWriter(capacity: 160)
    writer.write(blob: previous)
    writer.write(signed: entry.number)
    writer.write(signed: entry.at)
    writer.write(text: entry.kind.rawValue)
    writer.write(signed: entry.device)
    writer.write(signed: entry.rep)
    writer.write(signed: entry.sequence)
    writer.write(signed: entry.position)
    writer.write(blob: entry.payload)
    writer.write(blob: entry.subject?.bytes ?? [])
    writer.write(text: entry.detail)
    return Array(SHA256.hash(data: writer.bytes))
  }
}

extension HubWriting {
  /// Tells in the audit log what this transaction does.
  /// - Parameter now: milliseconds since 1970 UTC.
  func note(_ events: [AuditEvent], at now: Int64) throws {
    guard !events.isEmpty else { return }
    let last = try lastAudit()
    var hash = try last?.hash ?? AuditChain.start(of: try org().id)
    var number = last?.number ?? 0
    var entries = [AuditEntry]()
    entries.reserveCapacity(events.count)
    for event in events {
      number += 1
      var entry = AuditEntry(
        number: number, at: now, kind: event.kind, device: event.device, rep: event.rep, sequence: event.sequence,
        position: event.position, payload: event.payload, subject: event.subject, detail: event.detail)
      entry.hash = AuditChain.hash(of: entry, after: hash)
      hash = entry.hash
      entries.append(entry)
    }
    try append(audit: entries)
  }
}
