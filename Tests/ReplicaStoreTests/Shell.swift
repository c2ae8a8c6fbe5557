import Foundation
import Testing

/// What the stock sqlite3 shell answered.
struct ShellAnswer {
  var status: Int32
  var output: String
  var errors: String
}

/// The stock sqlite3 shell, the plainest of foreign clients.
enum Shell {
  static func run(_ path: String, _ sql: String) throws -> ShellAnswer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sqlite3", "-batch", path]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data((".timeout 10000\n" + sql + "\n").utf8))
    try input.fileHandleForWriting.close()
    let out = try output.fileHandleForReading.readToEnd() ?? Data()
    let err = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return ShellAnswer(
      status: process.terminationStatus, output: String(decoding: out, as: UTF8.self),
      errors: String(decoding: err, as: UTF8.self))
  }
}
