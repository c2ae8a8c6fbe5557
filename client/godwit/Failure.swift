import ArgumentParser
import FieldClient
import Foundation
import GRDB

/// What a program ends with when a command did not go through.
enum Failure {
  /// Tells the person, and gives the exit status.
  static func report(_ error: any Error, isJSON: Bool) -> Int32 {
    switch error {
    case let error as FieldError: return report(error, isJSON: isJSON)
    case let error as DatabaseError:
      if let lacking = LackingSchema.error(for: error) { return report(lacking, isJSON: isJSON) }
    case is CancellationError: return 0
    case let code as ExitCode: return code.rawValue
    default: break
    }
    let status = Godwit.exitCode(for: error)
    if status.isSuccess {
      print(usage(error))
      return 0
    }
    if status == .validationFailure {
      Terminal.note(usage(error))
      return 2
    }
    return report(FieldError(.failed, Printable.line("\(error)")), isJSON: isJSON)
  }

  /// Help, or what is wrong with the command line.
  private static func usage(_ error: any Error) -> String {
    HelpText.text(for: error, in: .ofProcess, width: Terminal.machine.width ?? 80)
  }

  private static func report(_ error: FieldError, isJSON: Bool) -> Int32 {
    Terminal.note("godwit: \(Printable.line(error.phrase.text(in: .ofProcess)))")
    if isJSON { print(JSON.object([("error", .string(error.message))]).text) }
    return error.kind.rawValue
  }
}
