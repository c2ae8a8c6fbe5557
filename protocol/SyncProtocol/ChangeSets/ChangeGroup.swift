import ChangeModel

/// The changes of a change set to one table, of one kind and lag, in their order.
struct ChangeGroup {
  struct Key: Hashable {
    var table: Int
    var kind: RowChange.Kind
    var lag: Int64

    init(of change: RowChange) {
      table = change.table
      kind = change.kind
      lag = change.lag
    }
  }

  var key: Key
  /// Places in the change set.
  var places: [Int] = []
}

/// So many changes of one group, in a change set's own order.
struct ChangeRun {
  var group: Int
  var count: Int
}

/// The changes of a change set in groups, by first occurrence.
struct ChangeGroups {
  private(set) var groups: [ChangeGroup] = []
  /// The order of the whole: so many changes of one group, then so many of another.
  private(set) var runs: [ChangeRun] = []

  init(_ changes: [RowChange]) {
    var known = [ChangeGroup.Key: Int]()
    for (place, change) in changes.enumerated() {
      let key = ChangeGroup.Key(of: change)
      if let run = runs.last, groups[run.group].key == key {
        groups[run.group].places.append(place)
        runs[runs.count - 1].count += 1
        continue
      }
      let group = known[key] ?? groups.count
      if group == groups.count {
        known[key] = group
        groups.append(ChangeGroup(key: key))
      }
      groups[group].places.append(place)
      runs.append(ChangeRun(group: group, count: 1))
    }
  }

  /// Whether the changes stand group by group already.
  var isOrdered: Bool { runs.count == groups.count }
}
