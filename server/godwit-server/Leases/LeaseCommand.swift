import ArgumentParser
import ChangeModel
import Foundation
import Hub

struct LeaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lease", abstract: "Ends leases of stock, budgets and credit.",
    subcommands: [Expire.self, Return.self])

  struct Expire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ends the leases that ran out; a running server does so by itself every ten minutes.")

    @OptionGroup var hub: HubOptions

    func run() async throws { try await LeaseCommand.end(.ranOut, hub) }
  }

  struct Return: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ends all leases of a device that is lost or given up, before they run out.")

    @OptionGroup var hub: HubOptions

    @Option(help: "The device's number.")
    var device: DeviceNumber

    func run() async throws { try await LeaseCommand.end(.device(device), hub) }
  }

  private static func end(_ reason: LeaseJob.Reason, _ hub: HubOptions) async throws {
    try hub.print(try await end(reason, over: hub)) { report in
      report.leases.map(\.words) + ["\(report.leases.count) leases ended"]
    }
  }

  static func end(_ reason: LeaseJob.Reason, over hub: HubOptions) async throws -> LeaseJob.Report {
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    return try await hub.withLink { try await LeaseJob(link: $0, now: now).end(reason) }
  }
}
