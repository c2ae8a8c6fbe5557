import FieldClient
import Foundation
import Synchronization

/// One line on a person's terminal that tells how far a sync has come, and goes away when it is done.
final class ProgressLine: Sendable {
  private let isShown: Bool
  private let lastWidth = Mutex(0)

  init(isShown: Bool) {
    self.isShown = isShown
  }

  /// To be handed to the sync.
  var report: ProgressReport { { [self] in show(Self.phrase($0).text(in: .ofProcess)) } }

  func clear() { show("") }

  private func show(_ text: String) {
    guard isShown else { return }
    lastWidth.withLock { width in
      let padded = DisplayWidth.padded(text, to: width)
      width = DisplayWidth.of(text)
      FileHandle.standardError.write(Data("\r\(padded)\r\(text)".utf8))
    }
  }

  static func phrase(_ progress: SyncProgress) -> Phrase {
    if progress.isApplying && progress.rows > 0 { return "writing \(progress.rows) rows to the replica" }
    let total = progress.rows + progress.rowsLeft
    guard progress.rowsLeft > 0, total > 0 else { return progress.rows > 0 ? "received \(progress.rows) rows" : "" }
    let share = Double(progress.rows) / Double(total)
    let filled = Int((share * 30).rounded(.down))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    return "\(bar) \(Int(share * 100)) %  \(progress.rows) of about \(total) rows"
  }
}
