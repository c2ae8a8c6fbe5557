import Foundation

/// How far long work is: one line on standard error that is written over, and nothing when that is no terminal.
struct Progress {
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var shownCount = 0

  mutating func show(_ text: String) {
    guard isTerminal else { return }
    clear()
    FileHandle.standardError.write(Data(text.utf8))
    shownCount = text.count
  }

  mutating func clear() {
    guard shownCount > 0 else { return }
    FileHandle.standardError.write(Data(("\r" + String(repeating: " ", count: shownCount) + "\r").utf8))
    shownCount = 0
  }
}
