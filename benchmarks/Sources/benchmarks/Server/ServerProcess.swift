import Foundation
import Glibc
import Yardstick

/// A running server of the measurements.
final class ServerProcess {
  let port: Int
  private let process = Process()

  /// - Parameter isOnOneCore: whether it keeps to the first core.
  init(_ folder: URL, options: [String] = [], isOnOneCore: Bool = false) throws {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let arguments = ["serve", folder.path] + options
    process.executableURL = isOnOneCore ? URL(fileURLWithPath: "/usr/bin/taskset") : program
    process.arguments = isOnOneCore ? ["--cpu-list", "0", program.path] + arguments : arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data([10]) { line += byte }
    guard let port = Int(String(decoding: line, as: UTF8.self)) else {
      process.terminate()
      throw WorkloadError("the server of the measurements did not start")
    }
    self.port = port
  }

  deinit { stop() }

  /// Ends it as an operator does, and waits until it has gone.
  func stop() {
    guard process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
  }

  /// Seconds of processor time so far, user and system, over all threads.
  var seconds: Double {
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(process.processIdentifier, &clock) == 0, clock_gettime(clock, &time) == 0 else {
      return 0
    }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Bytes of memory in use now.
  var memory: Int { status("VmRSS") }
  /// The most bytes of memory in use since the start, or since `forgetPeak`.
  var peakMemory: Int { status("VmHWM") }

  func forgetPeak() throws {
    try Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/\(process.processIdentifier)/clear_refs"))
  }

  /// Server seconds that the body takes, and what the clock on the wall says.
  func time(_ body: () throws -> Void) rethrows -> (seconds: Double, wall: Double) {
    let (before, wall) = (seconds, Wall())
    try body()
    return (seconds - before, wall.seconds)
  }

  private func status(_ name: String) -> Int { ProcessStatus.bytes(name, of: "\(process.processIdentifier)") }
}
