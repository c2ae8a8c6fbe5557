import ArgumentParser
import FieldClient
import Foundation
import Glibc

/// A device of the measurements that joins, in a process of its own, so that its processor time and memory are its own.
struct JoinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Joins a measured company.", shouldDisplay: false)

  @Argument var url: String
  @Argument var code: String
  @Argument var home: String

  func run() async throws {
    let outcome = try await FieldClient.join(
      url, code: code, home: HomeFolder(path: home), deviceName: "measured", views: [])
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let seconds =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    print("\(outcome.sync.applied.rows) \(seconds) \(usage.ru_maxrss * 1_024)")
  }
}
