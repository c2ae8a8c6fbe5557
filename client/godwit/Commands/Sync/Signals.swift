import Dispatch
import Foundation

/// Calls a function instead of ending the process when one of these signals comes, as long as it lives.
final class Signals {
  private let sources: [any DispatchSourceSignal]

  init(_ signals: [Int32], _ handler: @escaping @Sendable () -> Void) {
    sources = signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler(handler: handler)
      source.activate()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }
}
