/// A statement with its parameters, and what must hold of its answer.
struct Query {
  var sql: String
  var parameters: [Parameter]
  /// Called with the answer; throws when the answer contradicts what the store was told.
  var check: ((QueryAnswer) throws -> Void)?

  init(_ sql: String, _ parameters: Parameter..., check: ((QueryAnswer) throws -> Void)? = nil) {
    self.sql = sql
    self.parameters = parameters
    self.check = check
  }
}
