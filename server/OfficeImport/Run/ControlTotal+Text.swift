extension ControlTotal: CustomStringConvertible {
  /// One line: what was read, and where it went.
  public var description: String {
    var parts = ["\(name): read \(read) = taken \(taken)"]
    for (reason, sum) in leftOut.sorted(by: { $0.key < $1.key }) { parts.append("left out \(sum) (\(reason))") }
    if refused != "0" { parts.append("refused \(refused)") }
    return parts.joined(separator: " + ")
  }
}
