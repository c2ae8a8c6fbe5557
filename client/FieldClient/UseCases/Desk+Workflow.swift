import ChangeModel

extension Desk {
  /// Refuses a step that the table's workflow does not have, and says where it leads.
  func requireStep(table: String, column: String, from old: String, to new: String) throws {
    let table = replica.schema[table]
    guard case .workflow(let workflow)? = table?.column(column).flatMap({ table?.columns[$0].policy }) else { return }
    guard workflow.states.contains(where: { $0.name == new }) else {
      throw FieldError(.usage, "\"\(new)\" is no state: \(workflow.states.map(\.name).joined(separator: ", "))")
    }
    guard workflow.allows(old, to: new) else {
      let next = workflow.states.first { $0.name == old }?.next ?? []
      let ways: Phrase =
        next.isEmpty
        ? "nothing follows it" : "it can become \(Phrase.list(next.map { Phrase(verbatim: $0) }))"
      throw FieldError(.failed, "it is \(old) and cannot become \(new): \(ways)")
    }
  }
}
