import Logging
import Synchronization

/// Keeps the last thing that the server logged, so that a failure can say what was behind it.
struct ServerLog: LogHandler {
  final class Last: Sendable {
    private let text = Mutex("nothing was logged")

    var words: String {
      get { text.withLock { $0 } }
      set { text.withLock { $0 = newValue } }
    }
  }

  let last: Last
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .error

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    last.words = "\(event.message) \(event.metadata ?? [:])"
  }
}
