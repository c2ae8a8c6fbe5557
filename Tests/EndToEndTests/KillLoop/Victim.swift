import Foundation

/// A process that may be killed.
final class Victim {
  private let process: Process
  private let outputFile: URL
  private let errorsFile: URL
  private let begun = Date()
  /// From its start to its end, in microseconds; 0 while it lives.
  private(set) var lifetime = 0

  init(_ name: String, _ arguments: [String], in folder: Folder, input: String? = nil) throws {
    (process, outputFile, errorsFile) = try Program.start(name, arguments, in: folder, input: input)
  }

  /// Kills the process and waits until it has gone.
  /// - Returns: false when it had ended by itself.
  func kill() -> Bool {
    Glibc.kill(process.processIdentifier, SIGKILL)
    wait()
    return process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL
  }

  func wait() {
    process.waitUntilExit()
    if lifetime == 0 { lifetime = Int(Date().timeIntervalSince(begun) * 1_000_000) }
  }

  var status: Int32 { process.terminationStatus }
  var output: String { get throws { try String(contentsOf: outputFile, encoding: .utf8) } }
  var errors: String { get throws { try String(contentsOf: errorsFile, encoding: .utf8) } }
}
