/// What the devices of a family of small worlds do: their operations in order, and one sync each.
public struct SmallProgram: Hashable, Sendable {
  /// For each device the operations, as indices of the alphabet.
  var operations: [[Int]]

  /// The steps of a sync: it asks, the server answers, the reply is staged, and applied.
  static let syncSteps = 4

  /// `phone+notes|delete-customer`.
  public var name: String {
    operations.map { $0.map { SmallOperation.alphabet[$0].name }.joined(separator: "+") }.joined(separator: "|")
  }

  init(operations: [[Int]]) {
    self.operations = operations
  }

  /// - Returns: nil when a side is missing or an operation is not in the alphabet.
  public init?(name: String) {
    let sides = name.split(separator: "|", omittingEmptySubsequences: false)
    var operations = [[Int]]()
    for side in sides {
      let indices = side.split(separator: "+").map { word in
        SmallOperation.alphabet.firstIndex { $0.name == word }
      }
      operations.append(indices.compactMap { $0 })
      if indices.contains(nil) { return nil }
    }
    guard operations.count == 2 else { return nil }
    self.operations = operations
  }

  /// How many worlds there are without a crash: on each device the operations fall anywhere among the steps of its
  /// sync, and the two devices' steps fall anywhere among each other.
  public var worldsWithoutCrash: Int {
    let (first, second) = (operations[0].count, operations[1].count)
    let steps = Self.syncSteps
    return Self.choices(first, of: steps + first) * Self.choices(second, of: steps + second)
      * Self.choices(steps + first, of: 2 * steps + first + second)
  }

  /// How many worlds there are with at most one crash, counted on the bare numbers of steps.
  ///
  /// Before each step any of the three may crash. A device then loses the sync that it is in; the server loses the
  /// requests and replies that are under way.
  public var worlds: Int {
    var known = [[Int]: Int]()
    return count(left: operations.map(\.count), phases: [0, 0], hasCrashed: false, &known)
  }

  private func count(left: [Int], phases: [Int], hasCrashed: Bool, _ known: inout [[Int]: Int]) -> Int {
    if left == [0, 0] && phases == [Self.syncSteps, Self.syncSteps] { return 1 }
    let key = left + phases + [hasCrashed ? 1 : 0]
    if let count = known[key] { return count }
    var sum = 0
    for device in 0..<2 {
      if left[device] > 0 {
        var next = left
        next[device] -= 1
        sum += count(left: next, phases: phases, hasCrashed: hasCrashed, &known)
      }
      if phases[device] < Self.syncSteps {
        var next = phases
        next[device] += 1
        sum += count(left: left, phases: next, hasCrashed: hasCrashed, &known)
      }
      if !hasCrashed {
        var next = phases
        if (1...3).contains(next[device]) { next[device] = Self.syncSteps }
        sum += count(left: left, phases: next, hasCrashed: true, &known)
      }
    }
    if !hasCrashed {
      let next = phases.map { (1...2).contains($0) ? Self.syncSteps : $0 }
      sum += count(left: left, phases: next, hasCrashed: true, &known)
    }
    known[key] = sum
    return sum
  }

  private static func choices(_ count: Int, of total: Int) -> Int {
    (0..<count).reduce(1) { $0 * (total - $1) / ($1 + 1) }
  }
}

/// One event of a small world. The letters of Ann's are small, of Mia's large; `!` is a crash of the server.
enum SmallEvent: Hashable {
  case operation(Int)
  case begin(Int)
  case answer(Int)
  case stage(Int)
  case apply(Int)
  case crash(Int)
  case serverCrash

  private static let letters = Array("wbhspx")

  var letter: Character {
    let (place, device): (Int, Int) =
      switch self {
      case .operation(let device): (0, device)
      case .begin(let device): (1, device)
      case .answer(let device): (2, device)
      case .stage(let device): (3, device)
      case .apply(let device): (4, device)
      case .crash(let device): (5, device)
      case .serverCrash: (-1, 0)
      }
    if place < 0 { return "!" }
    let letter = Self.letters[place]
    return device == 0 ? letter : Character(letter.uppercased())
  }

  init?(letter: Character) {
    let device = letter.isUppercase ? 1 : 0
    switch letter.lowercased() {
    case "w": self = .operation(device)
    case "b": self = .begin(device)
    case "h": self = .answer(device)
    case "s": self = .stage(device)
    case "p": self = .apply(device)
    case "x": self = .crash(device)
    case "!": self = .serverCrash
    default: return nil
    }
  }

  /// What happens, for a person who reads a failing world.
  func words(_ world: SmallWorld, _ program: SmallProgram) -> String {
    let names = SmallPerson.allCases.map(\.name)
    switch self {
    case .operation(let device):
      let name = SmallOperation.alphabet[program.operations[device][world.done[device]]].name
      return "\(names[device]) does \(name)"
    case .begin(let device): return "\(names[device])'s device seals and asks the server"
    case .answer(let device): return "the server takes \(names[device])'s request, commits and answers"
    case .stage(let device): return "\(names[device])'s device puts the reply on disk"
    case .apply(let device): return "\(names[device])'s device applies it"
    case .crash(let device): return "\(names[device])'s device crashes"
    case .serverCrash: return "the server crashes; what is under way to or from it is lost"
    }
  }
}
