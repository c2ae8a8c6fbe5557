import ArgumentParser
import FieldSales
import Hub

struct WhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Tells how a value came about: who wrote it, what they had seen, and which rule decided.",
    discussion: """
      It reads the history from the row's beginning on. Columns that merge together, such as those of an address, have one \
      story. The audit log tells that somebody looked. See docs/history.md.
      """)

  @OptionGroup var hub: HubOptions

  @Argument(help: "The table, such as customers.")
  var table: String

  @Argument(help: "The row, by code, whole name or ID.")
  var row: String

  @Argument(help: "The column, such as phone.")
  var column: String

  func run() async throws {
    let story = try await hub.withLink { link in
      let subject = try await SubjectFinder(link: link).find(row, in: table)
      guard case .story(let story) = try await link.perform(.why(subject, column: column)) else {
        throw HubOptions.unfitting
      }
      return story
    }
    try hub.print(story) { $0.lines }
  }
}

extension ValueStory {
  fileprivate var lines: [String] {
    var lines = ["\(table) \(row)", "\(columns.joined(separator: ", ")): \(policyWords)"]
    lines += steps.flatMap(\.lines)
    if isByRule { lines.append("The server's rules wrote the value when \(since) was merged.") }
    let values = columns.map { "\($0) \(present[$0] ?? "NULL")" }.joined(separator: ", ")
    let gone = deletedAt.map { "The row was deleted at \($0); it had " } ?? "Now: "
    return lines + [gone + values + ", since \(since)."]
  }

  private var policyWords: String {
    switch policy {
    case "latest": "the latest of concurrent writes stands"
    case "office": "the office alone writes"
    case "first": "the earliest of concurrent writes stands"
    case "max": "the greatest of concurrent writes stands"
    case "min": "the least of concurrent writes stands"
    case "counter": "differences add up"
    case "set": "a set: what somebody added stays, unless somebody who saw it took it out"
    case "text": "concurrent edits are merged word by word"
    case "workflow": "the strongest of concurrent states stands"
    default: "the latest of concurrent writes stands, and a person is asked"
    }
  }
}

extension ValueStep {
  fileprivate var lines: [String] {
    var head = "\(position)  \(Terminal.time(writtenAt))  \(rep)"
    if device > 1 { head += ", device \(device)" }
    let edited = edits.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    head += "  \(verb)" + (edited.isEmpty ? "" : "  \(edited)") + "  \(fateWords)"
    var lines = [head]
    // Work of a train ride is merged hours after it was made.
    if mergedAt - writtenAt >= 60_000 { lines.append("    merged \(Terminal.time(mergedAt))") }
    if !unseen.isEmpty {
      lines.append("    made without having seen \(unseen.map { String($0) }.joined(separator: ", "))")
    }
    lines += conflicts.map { "    conflict, rule \($0.rule): kept \($0.kept), lost \($0.lost)" }
    return lines
  }

  private var verb: String {
    switch kind {
    case "insert": "made the row"
    case "delete": "deleted the row"
    default: "changed"
    }
  }

  private var fateWords: String {
    switch fate {
    case .stands: "- stands"
    case .counts: "- counts"
    case .aside: "- did not win, and nobody has written since"
    case .replaced: "- written over by somebody who had seen it"
    case .lost: "- lost to a concurrent write"
    case .overruled: "- the server's rules wrote over it"
    case .deleted: "- the row is gone"
    case .revived: "- the row came back"
    }
  }
}
