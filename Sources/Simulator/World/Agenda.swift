/// What is going to happen, in the order of time; what is due at the same instant happens in the order of its entry.
struct Agenda<Event> {
  private struct Entry {
    var time: Int64
    var serial: Int
    var event: Event

    func isBefore(_ other: Entry) -> Bool { (time, serial) < (other.time, other.serial) }
  }

  /// A binary heap, the earliest first.
  private var heap: [Entry] = []
  private var serial = 0

  /// When the next event is due; nil when there is none.
  var nextTime: Int64? { heap.first?.time }

  mutating func add(_ event: Event, at time: Int64) {
    serial += 1
    heap.append(Entry(time: time, serial: serial, event: event))
    var child = heap.count - 1
    while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func next() -> (time: Int64, event: Event)? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return (first.time, first.event) }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].isBefore(heap[least]) {
        least = child
      }
      if least == parent { break }
      heap.swapAt(parent, least)
      parent = least
    }
    return (first.time, first.event)
  }
}
