/// The languages in which Godwit talks to people. What programs read is the same in all of them.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"

  /// The language that a name such as `zh`, `zh-Hans`, `zh_CN.UTF-8`, `en` or `C` stands for; nil for another one.
  public init?(named name: String) {
    let tag = name.split { $0 == "_" || $0 == "-" || $0 == "." || $0 == "@" }.first.map { $0.lowercased() }
    switch tag {
    case "zh", "chinese", "中文": self = .chinese
    case "en", "english", "c", "posix": self = .english
    default: return nil
    }
  }

  /// The option `--lang`, else the first locale that the environment names, else English.
  /// - Parameter arguments: the command line without the program's name.
  public static func chosen(arguments: [String], environment: [String: String]) -> Language {
    if let option = option(in: arguments), let language = Language(named: option) { return language }
    // The order in which POSIX asks them; an empty one counts as absent, an unknown one as English.
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale.flatMap { Language(named: $0) } ?? .english
  }

  private static func option(in arguments: [String]) -> String? {
    let own = arguments.prefix { $0 != "--" }
    for (index, argument) in own.enumerated() {
      if argument == "--lang", index + 1 < own.count { return own[index + 1] }
      if argument.hasPrefix("--lang=") { return String(argument.dropFirst("--lang=".count)) }
    }
    return nil
  }
}
