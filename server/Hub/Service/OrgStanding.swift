import ChangeModel
import Foundation
import HubStore

/// The org as a hub last saw it in the store, with the forms of its schema that replies need.
struct OrgStanding: Sendable {
  var org: OrgRecord
  let schemaFingerprint: Digest
  let schemaJSON: [UInt8]

  init(_ org: OrgRecord) throws {
    self.org = org
    schemaFingerprint = org.schema.fingerprint
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    schemaJSON = Array(try encoder.encode(org.schema))
  }
}
