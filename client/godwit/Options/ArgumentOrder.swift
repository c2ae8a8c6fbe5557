/// Lets `--home`, `--lang` and `--json` stand anywhere on the command line, also before a subcommand.
enum ArgumentOrder {
  private static let valued = ["--home", "--lang"]

  /// The same arguments with these options behind all others.
  static func normalized(_ arguments: [String]) -> [String] {
    let (front, back, rest) = split(arguments)
    return front + back + rest
  }

  /// These options with their values are `back`; `--` and what follows it is the rest.
  static func split(_ arguments: [String]) -> (front: [String], back: [String], rest: ArraySlice<String>) {
    var front = [String]()
    var back = [String]()
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if argument == "--" { break }
      if argument == "--json" || valued.contains(where: { argument.hasPrefix($0 + "=") }) {
        back.append(argument)
      } else if valued.contains(argument), index + 1 < arguments.count {
        index += 1
        back += [argument, arguments[index]]
      } else {
        front.append(argument)
      }
      index += 1
    }
    return (front, back, arguments[min(index, arguments.count)...])
  }
}
