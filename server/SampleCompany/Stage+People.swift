import ChangeModel

extension Stage {
  /// An area manager leads so many reps; with no more than these one manager leads all.
  private static let repsPerManager = 8

  /// Territories, reps, managers and the office.
  var people: [CompanyRow] {
    territories.enumerated().map { index, territory in
      CompanyRow("territories", territory.id, ["name": .text(territory.name), "code": .text("T\(index + 1)")])
    } + reps + managers + [person(options.reps + 1, role: "office", title: "Order desk", town: territories[0].town, [])]
  }

  private var reps: [CompanyRow] {
    territories.enumerated().map { index, territory in
      person(index + 1, role: "rep", title: "Sales representative", town: territory.town, [territory.id])
    }
  }

  private var managers: [CompanyRow] {
    let all = territories.map(\.id)
    let director = person(options.reps + 2, role: "manager", title: "Head of sales", town: territories[0].town, all)
    guard all.count > Self.repsPerManager else { return [director] }
    let areas = stride(from: 0, to: all.count, by: Self.repsPerManager).enumerated().map { index, start in
      person(
        options.reps + 3 + index, role: "manager", title: "Area manager", town: territories[start].town,
        Array(all[start..<min(all.count, start + Self.repsPerManager)]))
    }
    return [director] + areas
  }

  private func person(
    _ number: Int, role: String, title: String, town: Town, _ territories: [RowID]
  ) -> CompanyRow {
    var dice = dice(1, number)
    var row = CompanyRow(
      "reps", ids.id("reps", number),
      [
        "name": .text(Names.person(town, &dice)), "role": .text(role), "code": .text("P\(100 + number)"),
        "title": .text(title), "email": .text("p\(100 + number)@example.com"), "phone": .text(town.phone(&dice)),
        "active": .integer(1),
      ])
    row.territories = territories
    return row
  }
}
