import ChangeModel

/// Lays a replica's pending edits over a value that came from the server.
///
/// It foretells what the server's merge will give, so that a user goes on seeing the own edit; the truth comes with the
/// reply to the push.
public enum Overlay {
  /// - Parameters:
  ///   - edits: the pending edits of one cell, in the order in which they were sealed.
  ///   - value: the server's value.
  /// - Returns: what the replica shows.
  public static func lay(_ edits: [Edit], over value: Value, policy: Policy) -> Value {
    edits.reduce(value) { lay($1, over: $0, policy: policy) }
  }

  private static func lay(_ edit: Edit, over value: Value, policy: Policy) -> Value {
    switch edit {
    case .set(let new): return new
    case .add(let difference): return .integer((value.integer ?? 0).addingClamped(difference))
    case .elements(let added, let removed):
      let present = SetText.parse(value.text) ?? []
      let gone = Set(removed.map(ExactText.init))
      let result = present.filter { !gone.contains(ExactText($0)) } + added
      // Removing from a set that was never given leaves it so, as in the merge.
      return result.isEmpty && value.isNull ? .null : .text(SetText.write(result))
    case .text(let base, let new):
      if ExactText.same(value.text, base) { return new.map(Value.text) ?? .null }
      let merged = TextMerge.merge(base: base ?? "", first: value.text ?? "", second: new ?? "")
      return .text(merged.text)
    }
  }
}

extension Int64 {
  /// The sum, held at the ends of the range: a hostile difference must not stop a server.
  func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }

  func subtractingClamped(_ other: Int64) -> Int64 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : difference
  }
}
