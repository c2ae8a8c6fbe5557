import Foundation

/// What the system tells of a process's memory.
enum ProcessStatus {
  /// The bytes of a line of `/proc/PROCESS/status`, such as VmHWM, the peak; 0 without it.
  ///
  /// Not what `getrusage` calls the peak: that one is inherited from whoever started the process.
  static func bytes(_ name: String, of process: String) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
    return line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }.map { $0 * 1_024 } ?? 0
  }
}
