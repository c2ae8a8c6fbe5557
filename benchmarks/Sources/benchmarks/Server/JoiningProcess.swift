import Foundation
import Yardstick

/// A device that joins, in a process of its own.
final class JoiningProcess {
  /// What a join took.
  struct Outcome {
    var rows: Int
    /// Of processor time.
    var seconds: Double
    /// The most bytes of memory in use.
    var peakMemory: Int
    var wall: Double
  }

  private let process = Process()
  private let output = Pipe()
  private let wall: Wall

  init(port: Int, code: String, home: String) throws {
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["join", "http://127.0.0.1:\(port)", code, home]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    wall = Wall()
    try process.run()
  }

  /// Its number, by which it may be killed; it is this program's own child until `wait` has returned.
  var number: Int32 { process.processIdentifier }

  /// Waits until it has ended.
  /// - Returns: nil when it was killed or failed.
  func wait() throws -> Outcome? {
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard process.terminationStatus == 0, numbers.count == 3 else { return nil }
    return Outcome(
      rows: Int(numbers[0]), seconds: numbers[1], peakMemory: Int(numbers[2]), wall: wall.seconds)
  }
}
