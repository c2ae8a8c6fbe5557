import ArgumentParser
import ChangeModel

/// A yes or a no that a person writes, stored as 1 or 0.
enum YesNo: String, ExpressibleByArgument, CaseIterable {
  case yes, no

  init?(argument: String) {
    switch argument.lowercased() {
    case "yes", "y", "true", "1": self = .yes
    case "no", "n", "false", "0": self = .no
    default: return nil
    }
  }

  var value: Value { .integer(self == .yes ? 1 : 0) }
}
