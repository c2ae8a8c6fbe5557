import ChangeModel
import FieldSales
import Testing

@Suite struct SettingTests {
  @Test func defaultsAreWithinTheirRanges_andKeysAreUnique() {
    for setting in Setting.all { #expect(setting.range.contains(setting.fallback), "\(setting.key)") }
    #expect(Set(Setting.all.map(\.key)).count == Setting.all.count)
    #expect(Set(Setting.all.map(\.id)).count == Setting.all.count)
  }

  @Test func whatCannotBeRead_isTheDefault() {
    let settings = Settings(["lead.rhythm.week_days": "2", "lead.rhythm.month_days": "often"])
    #expect(settings[.leadWeekDays] == 2)
    #expect(settings[.leadMonthDays] == 7)
    #expect(settings[.leadLaterDays] == 30)
    #expect(settings.isOwn(.leadWeekDays))
    #expect(!settings.isOwn(.leadMonthDays))
  }

  @Test func officeSets_outOfRange_isRejected() {
    var world = SalesWorld()
    let row = { (value: Value) in
      world.insert("settings", Setting.leadWeekDays.id, ["key": .text(Setting.leadWeekDays.key), "value": value])
    }
    let (bad, good, none) = (row(.text("0")), row(.text("3")), row(.null))
    #expect(world.send(world.office, [bad]).rejection?.message.contains("from 1 to 365") == true)
    #expect(world.send(world.office, [good]).rejection == nil)
    #expect(world.send(world.office, [none]).rejection == nil)
  }

  @Test func aRepSets_isRejected() {
    var world = SalesWorld()
    let row = world.insert("settings", RowID(high: 9, low: 1), ["key": .text("x"), "value": .text("1")])
    #expect(world.send(world.rep, [row]).rejection != nil)
    #expect(world.send(world.office, [row]).rejection == nil)
  }
}
