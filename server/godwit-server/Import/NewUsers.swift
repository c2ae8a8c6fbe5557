import ChangeModel
import Hub
import HubServer

/// Makes users of people whose rows have just come.
struct NewUsers {
  struct User {
    var rep: RowID
    var territories: [RowID]
  }

  let link: any OfficeLink

  /// Those who are users already keep their territories: the office may have moved them.
  /// - Returns: how many were added.
  func add(_ users: [User]) async throws -> Int {
    guard case .reps(let present) = try await link.perform(.listReps) else { throw HubOptions.unfitting }
    let known = Set(present.map(\.id))
    let added = users.filter { !known.contains($0.rep.description) }
    for user in added {
      _ = try await link.perform(
        .assignRep(rep: user.rep.description, territories: user.territories.map(\.description)))
    }
    return added.count
  }
}
