/// What became of a document of another system.
struct ERPOutcome: Codable {
  /// A row that was not taken.
  struct Refused: Codable {
    /// The row's place in the document, from 0.
    var index: Int
    /// What the row calls itself; empty when it has no key.
    var key: String
    var message: String
  }

  var document: String
  var kind: String
  var read = 0
  var inserted = 0
  var updated = 0
  var unchanged = 0
  /// They are tried again when the document is sent again.
  var refused: [Refused] = []
  /// Whether the document was known, and taken whole before.
  var repeated = false

  init(document: String, kind: String) {
    self.document = document
    self.kind = kind
  }
}
