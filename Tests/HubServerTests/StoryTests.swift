import ChangeModel
import Hub
import HubServer
import MergeEngine
import SyncProtocol
import TestSupport
import Testing

/// How a value came about, as `why` tells it.
@Suite struct StoryTests {
  private func story(_ hub: TestHub, _ column: String, item: UInt64 = 1) throws -> ValueStory {
    let subject = SubjectRef(table: "items", id: RowID.trial(item).description)
    guard case .story(let story) = try hub.service.perform(.why(subject, column: column)) else {
      throw OfficeFault("no story")
    }
    return story
  }

  /// Two devices that hold an item of Ann's.
  private func pair(_ hub: TestHub, _ cells: [String: Edit] = [:]) throws -> (TestDevice, TestDevice) {
    var (left, right) = (try hub.device(of: "Ann"), try hub.device(of: "Ann"))
    try left.pull(hub)
    try left.push(hub, [Trial.insertItem(.trial(1), cells)])
    try right.pull(hub)
    return (left, right)
  }

  private func update(_ edits: [String: Edit]) -> RowChange { Trial.update(.trial(1), edits) }

  @Test func oneAfterAnother_theLastStands() throws {
    let hub = try TestHub()
    var (left, right) = try pair(hub, ["name": .set(.text("a"))])
    try right.push(hub, [update(["name": .set(.text("b"))])])
    try left.pull(hub)
    try left.push(hub, [update(["credit": .set(.integer(5)), "notes": .text(base: nil, new: "x")])])
    let story = try story(hub, "name")
    #expect(story.steps.map(\.kind) == ["insert", "update"])
    #expect(story.steps.map(\.edits) == [["name": "= a"], ["name": "= b"]])
    #expect(story.steps.map(\.fate) == [.replaced, .stands])
    #expect(story.steps.allSatisfy { $0.rep == "Ann" && $0.unseen.isEmpty && $0.conflicts.isEmpty })
    #expect(story.present == ["name": "b"])
    #expect(!story.isByRule)
  }

  @Test func sideBySide_tellsWhoDidNotSeeWhom_andTheRule() throws {
    let hub = try TestHub()
    var (left, right) = try pair(hub)
    right.time += 5_000
    try left.push(hub, [update(["city": .set(.text("York")), "street": .set(.text("Low 1"))])])
    try right.push(hub, [update(["city": .set(.text("Leeds")), "street": .set(.text("High 2"))])])
    var story = try story(hub, "street")
    #expect(story.columns == ["street", "city"])
    #expect(story.present == ["street": "High 2", "city": "Leeds"])
    #expect(story.steps.map(\.fate) == [.replaced, .aside, .stands])
    #expect(story.steps.last?.unseen == [story.steps[1].position])
    #expect(story.steps.last?.conflicts.map(\.rule) == ["M1 latest"])
    #expect(story.steps.last?.conflicts.first?.lost.contains("York") == true)
    try left.pull(hub)
    try left.push(hub, [update(["city": .set(.text("Hull")), "street": .set(.text("Mid 3"))])])
    story = try self.story(hub, "city")
    #expect(story.steps.map(\.fate) == [.replaced, .replaced, .replaced, .stands])
    #expect(story.since == story.steps.last?.position)
  }

  @Test func differences_allCount() throws {
    let hub = try TestHub()
    var (left, right) = try pair(hub, ["hits": .set(.integer(3))])
    try left.push(hub, [update(["hits": .add(2), "tags": .elements(added: ["a"], removed: [])])])
    try right.push(hub, [update(["hits": .add(-1)])])
    let story = try story(hub, "hits")
    #expect(story.steps.map(\.edits) == [["hits": "= 3"], ["hits": "+ 2"], ["hits": "- 1"]])
    #expect(story.steps.map(\.fate) == [.counts, .counts, .counts])
    #expect(story.present == ["hits": "4"])
    #expect(try self.story(hub, "tags").steps.map(\.edits["tags"]).last == "+ \"a\"")
  }

  @Test func deletedAndBroughtBack_bothAreTold() throws {
    let hub = try TestHub()
    var (left, right) = try pair(hub)
    try left.push(hub, [RowChange(table: TrialSchema.items, row: .id(.trial(1)), kind: .delete)])
    var gone = try story(hub, "name")
    #expect(gone.steps.map(\.fate) == [.stands, .deleted])
    #expect(gone.deletedAt == gone.steps.last?.position)
    try right.push(hub, [update(["name": .set(.text("mine"))])])
    gone = try story(hub, "name")
    #expect(gone.steps.map(\.fate) == [.replaced, .revived, .stands])
    #expect(gone.steps.last?.conflicts.map(\.rule) == ["M11 update wins over delete"])
    #expect(gone.deletedAt == nil)
  }

  /// Writes its own word into the terms of every item that is touched.
  private struct TermsRules: BusinessRules {
    func needs(of change: RowChange, key: RowKey?, in view: any RuleView) -> RowNeeds { RowNeeds() }

    func judge(_ touched: [TouchedRow], actor: Actor, now: Int64, in view: any RuleView) -> Verdict {
      let items = touched.filter { $0.key.table == TrialSchema.items }
      return .amend(
        items.map { Amendment(key: $0.key, column: TrialSchema.item("terms"), value: .text("30 days")) }, remarks: [])
    }
  }

  @Test func whatARuleWrote_isNotTakenForSomebodysWord() throws {
    let hub = try TestHub(rules: TermsRules())
    _ = try pair(hub, ["terms": .set(.text("cash"))])
    let story = try story(hub, "terms")
    #expect(story.isByRule)
    #expect(story.present == ["terms": "30 days"])
    #expect(story.steps.map(\.fate) == [.overruled])
  }

  @Test func whatIsNotThere_isSaid_andLookingIsLogged() throws {
    let hub = try TestHub()
    _ = try pair(hub)
    #expect(throws: OfficeFault.self) { try story(hub, "nam") }
    #expect(throws: OfficeFault.self) { try story(hub, "name", item: 9) }
    _ = try story(hub, "name")
    guard case .audit(let report) = try hub.service.perform(.audit(AuditQuery(kind: "read"))) else {
      throw OfficeFault("no report")
    }
    #expect(report.entries.map(\.detail) == ["why items.name"])
  }
}
