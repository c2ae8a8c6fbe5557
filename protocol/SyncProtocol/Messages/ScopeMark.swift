import ChangeModel

/// How far a pull has come in a scope.
public struct ScopeMark: Hashable, Sendable {
  public var scope: Scope
  public var mark: PullMark

  public init(scope: Scope, mark: PullMark) {
    self.scope = scope
    self.mark = mark
  }
}
