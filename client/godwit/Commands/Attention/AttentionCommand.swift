import ArgumentParser
import ChangeModel
import FieldClient

struct AttentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attention", abstract: "Changes that the server rejected: list, show, retry, discard.",
    discussion: """
      A rejected change is undone in the replica and kept here, with the reason. Put right what the reason names, \
      then retry; or discard it.
      """,
    subcommands: [AttentionList.self, AttentionShow.self, AttentionRetry.self, AttentionDiscard.self])
}
