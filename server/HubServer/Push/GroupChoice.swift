import ChangeModel

/// Which of the waiting pushes go into the next group: those that came first, within the bounds, and at most one of
/// each device, because the second rests on what becomes of the first.
struct GroupChoice {
  /// Places in the queue, ascending.
  private(set) var taken: [Int] = []
  private(set) var left: [Int] = []

  init(_ waiting: [(device: DeviceNumber, bytes: Int)], bounds: GroupCommitter.Bounds) {
    var devices = Set<DeviceNumber>()
    var bytes = 0
    for (place, push) in waiting.enumerated() {
      let fits = taken.isEmpty || (taken.count < bounds.groupPushesMax && bytes + push.bytes <= bounds.groupBytesMax)
      if fits, devices.insert(push.device).inserted {
        taken.append(place)
        bytes += push.bytes
      } else {
        left.append(place)
      }
    }
  }
}
