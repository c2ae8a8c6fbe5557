import FieldClient
import SyncSession

extension UploadOnly {
  /// That the program is too old, what to do, and what became of the work.
  func lines(program: Int) -> [Phrase] {
    var lines = [words(program: program)]
    if accepted > 0 { lines.append("accepted by the server: \(Count.of(accepted, "change set"))") }
    lines += rejections.map { "refused by the server, and put before you after the update: \($0)" }
    return lines
  }
}
