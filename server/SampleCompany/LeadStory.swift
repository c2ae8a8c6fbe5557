import ChangeModel
import FieldSales

/// One lead from the first talk to the last: how near the deal seemed at each contact, and what became of it.
struct LeadStory {
  enum Ending: String { case open, won, lost }

  /// One contact, and what was thought of the lead after it.
  struct Step {
    var time: Int64
    var level: LeadLevel
    var signal: LeadSignal
  }

  static let stepsMax = 6

  let customer: CustomerStory
  /// Its number among all leads.
  let number: Int
  let ending: Ending
  let contact: Value
  /// In the order of their time; there is one at least.
  let steps: [Step]
  private var dice: Dice

  /// - Parameter closed: when it was won or lost; nil for one that is open.
  init(_ customer: CustomerStory, number: Int, ending: Ending, closed: Int64?, contact: Value, _ dice: inout Dice) {
    self.customer = customer
    self.number = number
    self.ending = ending
    self.contact = contact
    let levels = Self.levels(ending, &dice)
    let now = customer.stage.options.now
    // One in three that are open waits longer for its next contact than its level allows.
    let rest = Self.rhythm(levels.last ?? .later)
    var time = Calendar.over(closed ?? now - Int64(dice.roll(0...rest * 3 / 2)) * Calendar.day, by: now)
    var steps = [Step]()
    for level in levels.reversed() {
      let signal = dice.pick(LeadSignal.allCases.filter { $0.level == level && $0 != LeadSignal.none }, or: .interest)
      steps.append(Step(time: Calendar.workTime(time, &dice), level: level, signal: signal))
      // Four days at least, so that no weekend turns two contacts round.
      time -= Int64(dice.roll(4...max(5, Self.rhythm(level)))) * Calendar.day
    }
    self.steps = steps.reversed()
    self.dice = dice
  }

  /// The levels at the contacts, mostly nearer each time. A deal ends with a deposit, and few that are open have come so
  /// far.
  private static func levels(_ ending: Ending, _ dice: inout Dice) -> [LeadLevel] {
    let all = LeadLevel.allCases
    let nearest = ending == .open && dice.percent(15) ? 0 : 1
    var place = all.count - (dice.percent(60) ? 1 : 2)
    var levels = [all[place]]
    for _ in 1..<dice.roll(1...stepsMax) where place > 0 {
      place = dice.percent(15) ? min(all.count - 1, place + 1) : max(nearest, place - dice.pick([0, 1, 1, 2], or: 1))
      levels.append(all[place])
    }
    if ending == .won { levels[levels.count - 1] = .deposit }
    return levels
  }

  /// Days between two contacts that a level asks for.
  private static func rhythm(_ level: LeadLevel) -> Int { Int(level.rhythm.fallback) }
}

extension LeadStory {
  var id: RowID { customer.stage.ids.id("leads", number) }

  /// The lead, its contacts, and the judgements that were made at them.
  var rows: [CompanyRow] {
    var rest = dice
    return [lead(&rest)]
      + steps.enumerated().flatMap { place, step in [activity(place, step, &rest), judgement(place, step)] }
  }

  private func lead(_ dice: inout Dice) -> CompanyRow {
    let stage = customer.stage
    var values: [String: Value] = [
      "customer_id": .row(customer.id), "rep_id": .row(customer.territory.rep), "contact_id": contact,
      "interest": .text(dice.pick(isChinese ? Self.chineseInterests : Self.interests, or: "")),
      "status": .text(ending.rawValue),
      "source": .text(dice.pick(["visit", "fair", "web", "referral", "campaign", "call_centre"], or: "visit")),
      "value": .number(dice.roll(5...200) * 10_000), "currency": Stage.currency,
    ]
    if !stage.articles.isEmpty { values["product_id"] = .row(stage.articles[dice.roll(stage.articles.count)].id) }
    if let first = steps.first, let last = steps.last {
      values["level"] = .text(last.level.rawValue)
      values["signal"] = .text(last.signal.rawValue)
      values["judged_at"] = .integer(last.time)
      values["opened_at"] = .integer(first.time)
      values["last_contact_at"] = .integer(last.time)
      if ending != .open { values["closed_at"] = .integer(last.time) }
    }
    if ending == .lost { values["lost_reason"] = .text(dice.pick(Self.reasons, or: "price")) }
    return CompanyRow("leads", id, values)
  }

  private func activity(_ place: Int, _ step: Step, _ dice: inout Dice) -> CompanyRow {
    CompanyRow(
      "activities", customer.stage.ids.id("activities", number * Self.stepsMax + place),
      [
        "customer_id": .row(customer.id), "rep_id": .row(customer.territory.rep), "contact_id": contact,
        "lead_id": .row(id), "kind": .text(dice.pick(["call", "call", "mail", "meeting", "message"], or: "call")),
        "direction": .text(place == 0 || dice.percent(20) ? "in" : "out"), "done_at": .integer(step.time),
        "minutes": .number(dice.roll(3...40)), "outcome": .text("reached"),
        "subject": .text(
          dice.pick((isChinese ? Self.chineseTalks : Self.talks)[step.signal] ?? [], or: "How it goes on")),
      ])
  }

  private func judgement(_ place: Int, _ step: Step) -> CompanyRow {
    CompanyRow(
      "lead_judgements", customer.stage.ids.id("lead_judgements", number * Self.stepsMax + place),
      [
        "lead_id": .row(id), "rep_id": .row(customer.territory.rep), "judged_at": .integer(step.time),
        "level_before": place == 0 ? .null : .text(steps[place - 1].level.rawValue),
        "level": .text(step.level.rawValue), "signal": .text(step.signal.rawValue),
      ])
  }

  private var isChinese: Bool { customer.territory.town.isChinese }

  private static let interests = [
    "Opens a second shop in spring", "Not content with the present supplier", "Looks for better tea",
    "Wants one supplier for everything", "A menu with cold drinks", "Needs a machine that two can use",
  ]
  private static let chineseInterests = ["想换咖啡机", "新店需要全套茶具", "想找更好的茶叶", "希望一家供应全部商品"]
  private static let reasons = ["price", "stayed with the old supplier", "no budget", "minimum order too high"]
  private static let talks: [LeadSignal: [String]] = [
    .interest: ["Asked for the catalogue", "First talk"],
    .intention: ["Means to change before the season", "Asked who delivers there"],
    .comparing: ["Tasted samples of two suppliers", "Compares delivery terms"],
    .askingPrice: ["Asked what fifty cartons cost"], .negotiating: ["Wants five percent and thirty days"],
    .deposit: ["The deposit has come"],
  ]
  private static let chineseTalks: [LeadSignal: [String]] = [
    .interest: ["了解产品", "要了产品目录"], .intention: ["打算年底前更换"], .comparing: ["正在比较两家样品"], .askingPrice: ["询价五十箱"],
    .negotiating: ["谈付款条件"], .deposit: ["定金已付"],
  ]
}
