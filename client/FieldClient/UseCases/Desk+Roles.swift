import ChangeModel

extension Desk {
  /// Refuses early what the server would reject of a rep.
  /// - Parameter does: what managers do, such as `makes surveys`.
  func requireManager(_ does: String) throws {
    guard replica.identity.role == .rep else { return }
    throw FieldError(.failed, "a manager or the office \(does): ask yours")
  }
}
