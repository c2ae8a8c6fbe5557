import Hummingbird
import SyncProtocol

/// Reads a request's body within a bound of size and of time.
struct BodyReader {
  let bytesMax: Int
  let timeLimit: Duration
  var budget = BodyBudget()

  /// - Parameter close: ends the connection.
  /// - Throws: `tooLarge`; `busy` when too many large bodies come at once; or `malformed` when the body does not come to its end in time; the connection ends then,
  ///   because there is no other way to stop the sender.
  func read(
    _ request: Request, close: @escaping @Sendable () -> Void
  ) async throws(ErrorReply) -> [UInt8] {
    if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > bytesMax {
      throw tooLarge(close)
    }
    let outcome = await withTaskGroup(of: Outcome.self) { group in
      group.addTask { await collect(request.body) }
      group.addTask {
        try? await Task.sleep(for: timeLimit)
        return .late
      }
      let first = await group.next() ?? .broken
      group.cancelAll()
      return first
    }
    switch outcome {
    case .whole(let bytes): return bytes
    case .tooLarge: throw tooLarge(close)
    case .full: throw full(close)
    case .late, .broken:
      close()
      throw ErrorReply(.malformed, "The request did not come to its end.")
    }
  }

  private enum Outcome: Sendable {
    case whole([UInt8])
    case tooLarge
    case full
    case late
    case broken
  }

  private func collect(_ body: RequestBody) async -> Outcome {
    var bytes = [UInt8]()
    defer { budget.release(bytes.count) }
    do {
      for try await buffer in body {
        guard bytes.count + buffer.readableBytes <= bytesMax else { return .tooLarge }
        guard budget.grow(from: bytes.count, to: bytes.count + buffer.readableBytes) else { return .full }
        bytes.append(contentsOf: buffer.readableBytesView)
      }
    } catch {
      return .broken
    }
    return Task.isCancelled ? .late : .whole(bytes)
  }

  private func tooLarge(_ close: @escaping @Sendable () -> Void) -> ErrorReply {
    closeSoon(close)
    return ErrorReply(.tooLarge, "The request has more than \(bytesMax) bytes. Send it in parts.")
  }

  private func full(_ close: @escaping @Sendable () -> Void) -> ErrorReply {
    closeSoon(close)
    return ErrorReply(
      .busy, "Too many large requests come at once. Nothing is lost; come back shortly.", retryAfterSeconds: 5)
  }

  /// The rest of the body is not read: the connection ends once the answer had time to arrive.
  private func closeSoon(_ close: @escaping @Sendable () -> Void) {
    Task {
      try? await Task.sleep(for: .seconds(1))
      close()
    }
  }
}
