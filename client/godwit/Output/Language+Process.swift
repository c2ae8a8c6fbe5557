import ArgumentParser
import FieldClient
import Foundation

extension Language {
  /// The one in which this process talks: its `--lang`, else that of its environment.
  static let ofProcess = chosen(
    arguments: Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment)
}

extension Language: ExpressibleByArgument {
  public init?(argument: String) { self.init(named: argument) }
}
