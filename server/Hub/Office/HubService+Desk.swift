import ChangeModel
import Crypto
import Foundation
import HubStore
import SyncProtocol

extension HubService {
  private static let tokenKey = "erp.token"

  /// Makes the token that another system shows; the one before is void. Only its hash is kept.
  func makeDeskToken() throws -> String {
    let bytes = environment.randomBytes(32)
    guard bytes.count == 32 else { throw OfficeFault("No random bytes could be had for a token. Try again.") }
    let token = Data(bytes).base64EncodedString().filter { $0 != "=" }
    let now = environment.now()
    let property = StoreProperty(key: Self.tokenKey, value: Array(SHA256.hash(data: Array(token.utf8))), at: now)
    try store.write { store in
      try store.save(properties: [property])
      try store.note([AuditEvent(kind: .command, device: officeDevice, detail: "erp token")], at: now)
    }
    return token
  }

  /// Whether a token is the one that was made last.
  package func isDeskToken(_ token: String) throws(ErrorReply) -> Bool {
    let hash = Array(SHA256.hash(data: Array(token.utf8)))
    return try answer {
      try store.read { try $0.properties(withPrefix: Self.tokenKey) }.contains {
        $0.key == Self.tokenKey && $0.value == hash
      }
    }
  }

  /// Says in the log what went wrong behind the desk.
  public func report(_ what: String, _ error: any Error) {
    logger.error("\(what)", metadata: ["error": "\(error)"])
  }

  /// Properties of the trade's own, such as what became of a document.
  public func properties(withPrefix prefix: String) throws -> [StoreProperty] {
    try store.read { try $0.properties(withPrefix: prefix) }
  }

  /// Keeps properties of the trade's own, and forgets older ones of the same kind.
  public func save(properties: [StoreProperty], forgetting prefix: String? = nil, before time: Int64 = 0) throws {
    try store.write { store in
      try store.save(properties: properties)
      if let prefix { try store.forgetProperties(withPrefix: prefix, before: time) }
    }
  }
}
