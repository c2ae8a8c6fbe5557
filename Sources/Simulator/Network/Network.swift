/// What becomes of messages between the devices and the server: a value that decides, from chance and faults.
struct Network: Sendable {
  private var dice: Dice
  private let faults: [Fault: Int]
  /// Devices whose requests do not get through, and those that no answer reaches.
  var cutUp: Set<Int> = []
  var cutDown: Set<Int> = []
  /// Requests of the past, some of which come back.
  private var remembered: [Packet] = []
  /// No more faults.
  var isWhole = false

  init(seed: UInt64, faults: [Fault: Int]) {
    dice = Dice(seed: seed, stream: "network")
    self.faults = faults
  }

  /// When a request arrives, in milliseconds from now; nothing when it is lost, twice when it is doubled.
  mutating func request(_ packet: Packet) -> [(delay: Int64, packet: Packet)] {
    if isWhole { return [(1, packet)] }
    remember(packet)
    var arrivals: [(delay: Int64, packet: Packet)] = []
    if !happens(.lostRequest) && !cutUp.contains(packet.device) { arrivals.append((delay(), packet)) }
    if happens(.duplicate) {
      var copy = packet
      copy.isCopy = true
      arrivals.append((delay(), copy))
    }
    return arrivals
  }

  /// When an answer arrives; nil when it is lost.
  mutating func reply(_ packet: Packet) -> Int64? {
    if packet.isCopy { return nil }
    if isWhole { return 1 }
    return happens(.lostReply) || cutDown.contains(packet.device) ? nil : delay()
  }

  /// A request of the past that arrives once more.
  mutating func replay() -> Packet? {
    guard var copy = dice.pick(remembered) else { return nil }
    copy.isCopy = true
    return copy
  }

  private mutating func remember(_ packet: Packet) {
    guard faults[.lateReplay] != nil else { return }
    if remembered.count < 64 {
      remembered.append(packet)
    } else {
      remembered[dice.number(0..<64)] = packet
    }
  }

  private mutating func happens(_ fault: Fault) -> Bool {
    guard let rate = faults[fault] else { return false }
    return dice.happens(perMille: rate)
  }

  private mutating func delay() -> Int64 {
    happens(.slowNetwork) ? Int64(dice.number(1_000..<600_000)) : Int64(dice.number(5..<200))
  }
}
