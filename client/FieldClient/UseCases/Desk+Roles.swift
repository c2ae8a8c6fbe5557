import ChangeModel

extension Desk {
  /// Refuses early what the server would reject of a rep.
  func requireManager() throws {
    guard replica.identity.role != .manager, replica.identity.role != .office else { return }
    throw FieldError(.failed, "a manager or the office does this: ask yours")
  }
}
