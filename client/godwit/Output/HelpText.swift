import ArgumentParser
import FieldClient

/// What the argument parser has to say, in the language of the reader.
///
/// The parser speaks English alone. It is asked for its text without line breaks of its own; each line is then said
/// from the catalogue and broken for the terminal, where Chinese takes two columns a character.
enum HelpText {
  /// Wide enough for the parser to break no line.
  static let unbroken = 1_000_000

  /// The help that somebody asked for, or what is wrong with the command line.
  /// - Parameter width: columns of the terminal.
  static func text(for error: any Error, in language: Language, width: Int) -> String {
    guard language != .english else { return Godwit.fullMessage(for: error) }
    let english = Godwit.fullMessage(for: error, columns: unbroken)
    guard Godwit.exitCode(for: error).isSuccess else { return said(english, in: language, width: nil) }
    // Scripts for shells and other programs' texts are no help.
    let isHelp = english.hasPrefix("OVERVIEW: ") || english.hasPrefix("USAGE: ")
    return isHelp ? said(english, in: language, width: width) : english
  }

  /// - Parameter width: nil breaks no line.
  static func said(_ english: String, in language: Language, width: Int?) -> String {
    english.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      let line = HelpLine(line)
      let text = Catalogue.help(line.text, in: language) ?? line.text
      guard let width, !line.isUsage else { return [line.label + text] }
      let room = max(20, width - line.label.count)
      let indent = String(repeating: " ", count: line.label.count)
      return DisplayWidth.broken(text, to: room).enumerated().map { ($0 == 0 ? line.label : indent) + $1 }
    }.joined(separator: "\n")
  }
}
