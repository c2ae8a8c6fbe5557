import ChangeModel

/// Everything that happened in a world, as one hash, and as lines if somebody wants to read them.
struct Trace {
  private var hash = SipHash()
  private(set) var lines: [String] = []
  private(set) var count = 0
  let isKept: Bool

  init(isKept: Bool) {
    self.isKept = isKept
  }

  /// - Parameter time: milliseconds since the world began.
  mutating func note(_ time: Int64, _ text: String) {
    hash.append(UInt64(bitPattern: time))
    hash.append(text)
    count += 1
    if isKept { lines.append("\(Self.clock(time)) \(text)") }
  }

  /// A line for the reader that is not part of the hash.
  mutating func remark(_ text: @autoclosure () -> String) {
    if isKept { lines.append("    " + text()) }
  }

  mutating func note(bytes: [UInt8]) {
    hash.append(contentsOf: bytes)
  }

  var digest: Digest {
    let copy = hash
    return copy.finish()
  }

  /// As days and time of day: `3d 14:05:09.120`.
  static func clock(_ time: Int64) -> String {
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let seconds = time / 1_000
    let fraction = String(1_000 + time % 1_000).dropFirst()
    return
      "\(seconds / 86_400)d \(two(seconds / 3_600 % 24)):\(two(seconds / 60 % 60)):\(two(seconds % 60)).\(fraction)"
  }
}
