/// What an org has set, with the defaults for the rest.
public struct Settings: Hashable, Sendable {
  private let stored: [String: String]

  /// - Parameter stored: key to text, from the table `settings`.
  public init(_ stored: [String: String] = [:]) {
    self.stored = stored
  }

  /// What holds: the org's own figure, else the default.
  public subscript(_ setting: Setting) -> Int64 { setting.number(stored: stored[setting.key]) }

  /// Whether the org has a figure of its own, and one that can be read.
  public func isOwn(_ setting: Setting) -> Bool { stored[setting.key].flatMap(setting.number(in:)) != nil }
}
