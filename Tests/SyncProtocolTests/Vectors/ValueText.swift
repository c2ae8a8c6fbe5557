import ChangeModel
import SyncProtocol

/// A value in words: one field a line, indented by depth. The same value gives the same words.
enum ValueText {
  static func lines(_ value: Any) -> String { lines(value, label: nil, depth: 0).joined(separator: "\n") }

  private static func lines(_ value: Any, label: String?, depth: Int) -> [String] {
    let start = String(repeating: "  ", count: depth) + (label.map { $0 + ": " } ?? "")
    if let short = short(value) { return [start + short] }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      guard let child = mirror.children.first else { return [start + "none"] }
      return lines(child.value, label: label, depth: depth)
    case .enum:
      guard let child = mirror.children.first else { return [start + "\(value)"] }
      return lines(child.value, label: (label.map { $0 + ": " } ?? "") + (child.label ?? ""), depth: depth)
    case .collection:
      if mirror.children.isEmpty { return [start + "none"] }
      return [start + "\(mirror.children.count)"]
        + mirror.children.flatMap { lines($0.value, label: "-", depth: depth + 1) }
    default:
      if mirror.children.isEmpty { return [start + "\(value)"] }
      let own = label == nil ? [] : [String(start.dropLast(start.hasSuffix(" ") ? 1 : 0))]
      return own
        + mirror.children.filter { !isLaterUnset($0) }.flatMap {
          lines($0.value, label: $0.label, depth: depth + (label == nil ? 0 : 1))
        }
    }
  }

  /// What came after the files were written is told where it is set, so that they stay as they are.
  private static func isLaterUnset(_ child: Mirror.Child) -> Bool {
    switch child.label {
    case "isRevoked", "mustCompare": child.value as? Bool == false
    case "program": child.value as? Int == 0
    case "neededProgram": Mirror(reflecting: child.value).children.isEmpty
    default: false
    }
  }

  private static func short(_ value: Any) -> String? {
    // An empty array of anything could be cast to bytes.
    if type(of: value) == [UInt8].self, let bytes = value as? [UInt8] {
      return bytes.isEmpty ? "no bytes" : bytes.map { VectorFile.hex($0) }.joined()
    }
    return switch value {
    case let id as RowID: id.description
    case let digest as Digest: digest.description
    case let text as String: text.debugDescription
    case let number as UInt64: "0x" + String(number, radix: 16)
    case let scope as Scope: "\(scope.code)"
    case let stamp as Stamp: "\(stamp.milliseconds) ms, counter \(stamp.rawValue & 0xFFFF)"
    case let range as ClosedRange<Int64>: "\(range.lowerBound) to \(range.upperBound)"
    default: nil
    }
  }
}
