/// The names of a file's columns, each of them one that a mapping can speak of.
enum ColumnNames {
  /// A name that stands there again becomes `Name (2)`, one that is empty `column 3`, by its place.
  static func distinct(_ names: [String]) -> [String] {
    var taken = Set<String>()
    return names.enumerated().map { index, name in
      let own = name.isEmpty ? "column \(index + 1)" : name
      var free = own
      var times = 1
      // A later column that is really called so keeps its name.
      while taken.contains(free) || (free != name && names.contains(free)) {
        times += 1
        free = "\(own) (\(times))"
      }
      taken.insert(free)
      return free
    }
  }
}
