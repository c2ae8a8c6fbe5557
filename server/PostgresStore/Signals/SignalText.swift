import ChangeModel
import HubStore

/// A signal as the text of a notification: `SERVER c HEAD SCOPE,SCOPE` or `SERVER e DEVICE,DEVICE`; `*` for all scopes.
enum SignalText {
  /// PostgreSQL takes less than 8,000 bytes.
  private static let bytesMax = 7_000

  static func encode(_ signal: StoreSignal, from server: UInt64) -> String {
    switch signal {
    case .changed(let head, let scopes):
      let list = scopes.map { $0.map(\.code).sorted().map(String.init).joined(separator: ",") } ?? "*"
      return "\(server) c \(head) \(list.utf8.count > bytesMax || list.isEmpty ? "*" : list)"
    case .ended(let devices):
      // Those that do not fit hear of it when they come the next time.
      let list = devices.sorted().prefix(bytesMax / 20).map(String.init).joined(separator: ",")
      return "\(server) e \(list)"
    }
  }

  /// - Returns: nil for a text that is no signal, or this server's own.
  static func decode(_ text: String, notFrom server: UInt64) -> StoreSignal? {
    let words = text.split(separator: " ")
    guard words.count >= 3, let sender = UInt64(words[0]), sender != server else { return nil }
    switch (words[1], words.count) {
    case ("c", 4):
      guard let head = Position(words[2]) else { return nil }
      if words[3] == "*" { return .changed(head: head, scopes: nil) }
      return .changed(
        head: head, scopes: Set(words[3].split(separator: ",").compactMap { Int64($0) }.map { Scope(code: $0) }))
    case ("e", 3):
      return .ended(devices: Set(words[2].split(separator: ",").compactMap { DeviceNumber($0) }))
    default: return nil
    }
  }
}
