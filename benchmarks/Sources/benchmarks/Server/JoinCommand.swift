import ArgumentParser
import FieldClient
import Foundation
import Yardstick

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
    let seconds = CPUTime.sinceStart
    let peak = ProcessStatus.bytes("VmHWM", of: "self")
    print("\(outcome.sync.applied.rows) \(seconds) \(peak)")
  }
}
