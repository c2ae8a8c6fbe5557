import ArgumentParser
import Foundation
import Hub
import HubServer
import HubStore
import OfficeImport

/// How the program ends: 0 done, 1 failed, 2 wrong usage, 3 something needs a person, 75 the database
/// cannot be reached.
enum CommandExit {
  static let needsPerson = ExitCode(3)
  private static let later: Int32 = 75

  /// Prints what went wrong, as one line where it can be, and ends the program.
  static func leave(after error: any Error) -> Never {
    switch error {
    case let code as ExitCode: Foundation.exit(code.rawValue)
    case let error as HubStoreError where error.isPassing: fail("\(error)", later)
    case let fault as OfficeFault where fault.isPassing: fail(fault.message, later)
    case is OfficeFault, is HubStoreError, is ImportFault: fail("\(error)")
    default: break
    }
    let code = GodwitServer.exitCode(for: error)
    let message = GodwitServer.fullMessage(for: error)
    if code == .success {
      print(message)
      Foundation.exit(0)
    }
    if code == .validationFailure {
      Terminal.say(message)
      Foundation.exit(2)
    }
    fail(message)
  }

  private static func fail(_ message: String, _ status: Int32 = 1) -> Never {
    Terminal.say("godwit-server: \(message)")
    Foundation.exit(status)
  }
}
