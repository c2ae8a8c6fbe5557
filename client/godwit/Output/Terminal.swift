import Foundation

/// What the program's output goes to.
struct Terminal {
  /// Columns of standard output; nil when it is no terminal.
  let width: Int?
  let paint: Paint
  /// Whether a person watches standard error.
  let showsProgress: Bool

  static let machine = Terminal(environment: ProcessInfo.processInfo.environment)

  private init(environment: [String: String]) {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let isPlain = environment["TERM"] == "dumb" || !(environment["NO_COLOR"] ?? "").isEmpty
    width = isTerminal ? Self.columns(environment) : nil
    paint = Paint(isOn: isTerminal && !isPlain)
    showsProgress = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
  }

  private static func columns(_ environment: [String: String]) -> Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return environment["COLUMNS"].flatMap { Int($0) }.map { max(20, $0) } ?? 80
  }

  /// A line for a person, on standard error.
  static func note(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
