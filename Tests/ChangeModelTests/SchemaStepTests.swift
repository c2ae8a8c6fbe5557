import ChangeModel
import TestSupport
import Testing

/// What may follow a schema, and what may not.
@Suite struct SchemaStepTests {
  private func step(_ change: (inout Schema) -> Void) -> SchemaStep {
    var schema = TrialSchema.schema
    change(&schema)
    return SchemaStep(from: TrialSchema.schema, to: schema)
  }

  private func appending(_ columns: ColumnSchema...) -> SchemaStep {
    step { $0.tables[TrialSchema.items].columns += columns }
  }

  @Test func whatIsAppended_isNamed() {
    let step = step { schema in
      schema.version = 2
      schema.tables[TrialSchema.items].columns += [
        ColumnSchema("colour", .text, meaning: "new"),
        ColumnSchema("stars", .integer, .counter, notNull: true, fallback: .integer(3), meaning: "new"),
        ColumnSchema("labels", .text, .set, fallback: .text("[]"), meaning: "new"),
        ColumnSchema("length", .integer, group: "size", meaning: "new"),
        ColumnSchema("width", .integer, group: "size", meaning: "new"),
      ]
      schema.tables.append(
        TableSchema("notices", meaning: "New.", scope: .org, deletion: .never, columns: []))
    }
    #expect(step.faults == [])
    #expect(
      step.additions == [
        "column items.colour", "column items.stars", "column items.labels", "column items.length", "column items.width",
        "table notices",
      ])
  }

  @Test func statesMayComeInBetween_butNotGo() {
    let place = TrialSchema.item("status")
    let states = TrialSchema.workflow.states
    func withStates(_ states: [Workflow.State]) -> SchemaStep {
      step {
        $0.tables[TrialSchema.items].columns[place].policy = .workflow(Workflow(states: states, initial: ["draft"]))
      }
    }
    let more = withStates([states[0], Workflow.State("parked", next: ["sent"])] + states.dropFirst())
    #expect(more.faults == [])
    #expect(more.additions == ["state parked of items.status"])
    #expect(withStates(states.dropLast()).faults == ["items.status: states were removed, or their order changed"])
    #expect(withStates(states.reversed()).faults == ["items.status: states were removed, or their order changed"])
  }

  @Test func whatWouldChangeRowsOrTheirMerge_isRefused() {
    let items = TrialSchema.items
    let changes: [(String, (inout Schema) -> Void)] = [
      ("pins was removed", { $0.tables.remove(at: TrialSchema.pins) }),
      ("parts was removed, renamed", { $0.tables[TrialSchema.parts].name = "pieces" }),
      ("items.name was removed", { $0.tables[items].columns.remove(at: 1) }),
      ("items.name was removed", { $0.tables[items].columns[1].name = "title" }),
      ("items.highest: its kind", { $0.tables[items].columns[TrialSchema.item("highest")].kind = .text }),
      ("items.name: latest became ask", { $0.tables[items].columns[1].policy = .ask }),
      ("items.city: the group", { $0.tables[items].columns[TrialSchema.item("city")].group = nil }),
      ("items.terms: whether it needs", { $0.tables[items].columns[TrialSchema.item("terms")].notNull = true }),
      ("items.code: whether it is unique", { $0.tables[items].columns[TrialSchema.item("code")].unique = false }),
      ("items.credit: its fallback", { $0.tables[items].columns[TrialSchema.item("credit")].fallback = .integer(9) }),
      ("items: the rule that finds", { $0.tables[items].scope = .org }),
      ("pins: the rule for deleting", { $0.tables[TrialSchema.pins].deletion = .never }),
      ("the tables of territories", { $0.repTable = "items" }),
    ]
    for (words, change) in changes {
      let faults = step(change).faults
      #expect(faults.contains { $0.hasPrefix(words) }, "\(words) in \(faults)")
    }
  }

  @Test func newColumnThatRowsCannotFollow_isRefused() {
    let columns: [(String, ColumnSchema)] = [
      ("joins the older group address", ColumnSchema("postcode", .text, group: "address", meaning: "new")),
      ("needs a fallback", ColumnSchema("colour", .text, notNull: true, meaning: "new")),
      ("is no number or text", ColumnSchema("seal", .blob, fallback: .blob([1]), meaning: "new")),
      ("all rows would hold", ColumnSchema("mark", .text, fallback: .text("a"), unique: true, meaning: "new")),
      ("nobody added", ColumnSchema("labels", .text, .set, fallback: .text("[\"a\"]"), meaning: "new")),
    ]
    for (words, column) in columns {
      let faults = appending(column).faults
      #expect(faults.contains { $0.contains(words) }, "\(words) in \(faults)")
    }
  }

  @Test func rightsAndWordsMayChange() {
    let step = step {
      $0.tables[TrialSchema.items].officeOwned = true
      $0.tables[TrialSchema.items].columns[1].meaning = "other words"
      $0.tables[TrialSchema.parts].writers = [.office]
      $0.oldestProgram = 4
    }
    #expect(step == SchemaStep(from: TrialSchema.schema, to: TrialSchema.schema))
  }

  @Test func olderIsWhatTheOtherFollows() {
    var newer = TrialSchema.schema
    newer.tables[TrialSchema.items].columns.append(ColumnSchema("colour", .text, meaning: "new"))
    #expect(TrialSchema.schema.isOlder(than: newer))
    #expect(!newer.isOlder(than: TrialSchema.schema))
    var worded = TrialSchema.schema
    worded.version = 9
    #expect(!TrialSchema.schema.isOlder(than: worded))
  }
}
