import Dispatch
import Foundation

/// Tells at once when somebody writes to a file of a folder, where the system can tell; elsewhere it is silent.
///
/// A hint and nothing more: whoever listens looks for himself what changed, and looks from time to time without a hint.
final class FileTouches: Sendable {
  let touches: AsyncStream<Void>
  // A source may be used from any thread; Dispatch on Linux only does not say so.
  nonisolated(unsafe) private let source: (any DispatchSourceRead)?

  /// - Parameter names: the files' names.
  init(folder: String, names: Set<String>) {
    let (stream, tell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    touches = stream
    #if os(Linux)
      let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
      guard descriptor >= 0, inotify_add_watch(descriptor, folder, UInt32(IN_MODIFY) | UInt32(IN_CREATE)) >= 0 else {
        if descriptor >= 0 { close(descriptor) }
        source = nil
        return
      }
      let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
      source.setEventHandler { if Self.namesTouched(descriptor).contains(where: names.contains) { tell.yield() } }
      source.setCancelHandler { close(descriptor) }
      source.activate()
      self.source = source
    #else
      source = nil
    #endif
  }

  deinit { source?.cancel() }

  #if os(Linux)
    /// The names in all events that wait.
    private static func namesTouched(_ descriptor: Int32) -> [String] {
      var names = [String]()
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return names }
        var offset = 0
        // An event is 16 bytes, the last four the length of the name behind it, which ends with zeros.
        while offset + 16 <= count {
          let length = (0..<4).reduce(0) { $0 | Int(buffer[offset + 12 + $1]) << (8 * $1) }
          guard length >= 0, offset + 16 + length <= count else { break }
          names.append(
            String(decoding: buffer[(offset + 16)..<(offset + 16 + length)].prefix { $0 != 0 }, as: UTF8.self))
          offset += 16 + length
        }
      }
    }
  #endif
}
