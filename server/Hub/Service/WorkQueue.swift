import Foundation

/// A few threads for calls that block, so that none of Swift's shared threads does.
public final class WorkQueue: Sendable {
  private let queue: OperationQueue

  /// - Parameter widthMax: how many calls run at the same time; others wait.
  public init(name: String, widthMax: Int) {
    queue = OperationQueue()
    queue.name = name
    queue.maxConcurrentOperationCount = max(1, widthMax)
  }

  /// Runs `body` on one of the threads.
  public func run<Value: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Value, Failure>, Never>) in
      queue.addOperation {
        do throws(Failure) {
          continuation.resume(returning: .success(try body()))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }
}
