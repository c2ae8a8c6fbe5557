import Hub

/// Shows on a terminal how far the copying of a store is.
final class CopyProgress {
  private var progress = Progress()

  func show(_ step: StoreCopy.Step) {
    progress.show("\(step.isCheck ? "checking" : "copying") \(step.part): \(step.done)")
  }

  func clear() { progress.clear() }
}

extension StoreCopy.Contents {
  /// For people, in one line.
  var line: String {
    "\(rows) rows, \(changeSets) change sets and \(auditEntries) entries of the audit log, up to position \(position)"
  }
}
