/// Makes a workload of any size from a seed: the same tables, sizes of transactions, columns and kinds of values as the
/// published one, in words of our own.
public struct WorkloadMaker: Sendable {
  private var random: SplitMix
  private var now: Int64 = 1_790_000_000_000
  private var customers: [[UInt8]] = []
  private var lines: [[UInt8]] = []
  private var visits: [[UInt8]] = []

  public init(seed: UInt64) { random = SplitMix(state: seed) }

  public mutating func inserts(customers count: Int) -> Operations {
    var writer = OperationWriter()
    batches(count, of: 100, &writer) { maker, writer in
      let id = maker.id()
      maker.customers.append(id)
      writer.row(.insert, table: 0, [.id(id)] + maker.customer())
    }
    batches(count, of: 1, &writer) { maker, writer in maker.order(&writer) }
    batches(count, of: 100, &writer) { maker, writer in
      let id = maker.id()
      maker.visits.append(id)
      writer.row(.insert, table: 3, [.id(id), .id(maker.pick(maker.customers))] + maker.visit())
    }
    writer.end()
    return Operations(name: "w1", bytes: writer.bytes)
  }

  /// Customers alone, in one transaction.
  public mutating func customers(_ count: Int) -> Operations {
    var writer = OperationWriter()
    batches(count, of: count, &writer) { maker, writer in
      let id = maker.id()
      maker.customers.append(id)
      writer.row(.insert, table: 0, [.id(id)] + maker.customer())
    }
    writer.end()
    return Operations(name: "customers", bytes: writer.bytes)
  }

  /// Notes of so many bytes that hardly compress, on customers.
  public mutating func notes(_ count: Int, bytes: Int) -> Operations {
    let letters = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_")
    var writer = OperationWriter()
    batches(count, of: 10, &writer) { maker, writer in
      let note = String((0..<bytes).map { _ in maker.pick(letters) })
      writer.row(.update, table: 0, column: 8, [.id(maker.pick(maker.customers)), .text(note)])
    }
    writer.end()
    return Operations(name: "notes", bytes: writer.bytes)
  }

  public mutating func updates(_ count: Int, name: String) -> Operations {
    var writer = OperationWriter()
    batches(count, of: 10, &writer) { maker, writer in
      let (column, value) = maker.edit()
      writer.row(.update, table: 0, column: column, [.id(maker.pick(maker.customers)), value])
    }
    writer.end()
    return Operations(name: name, bytes: writer.bytes)
  }

  public mutating func deletes(_ count: Int) -> Operations {
    var writer = OperationWriter()
    batches(count, of: 10, &writer) { maker, writer in
      if maker.number(0..<2) == 0, let id = maker.take(\.visits) {
        writer.row(.delete, table: 3, [.id(id)])
      } else if let id = maker.take(\.lines) {
        writer.row(.delete, table: 2, [.id(id)])
      }
    }
    writer.end()
    return Operations(name: "w3", bytes: writer.bytes)
  }

  private mutating func batches(
    _ count: Int, of size: Int, _ writer: inout OperationWriter,
    _ make: (inout WorkloadMaker, inout OperationWriter) -> Void
  ) {
    for index in 0..<count {
      if index % size == 0 { writer.begin() }
      make(&self, &writer)
      if index % size == size - 1 || index == count - 1 { writer.commit() }
    }
  }

  // MARK: Rows

  private mutating func customer() -> [OperationWriter.Cell] {
    [
      .text("\(word()) \(word()) \(word())"), .text(phone()), .text(address()), .text(word()), .text(grade()),
      .integer(limit()), .integer(balance()), .text(note(3...14)), .integer(now),
    ]
  }

  private mutating func order(_ writer: inout OperationWriter) {
    let order = id()
    var total: Int64 = 0
    var rows: [[OperationWriter.Cell]] = []
    for _ in 0..<3 {
      let line = id()
      let (quantity, price) = (Int64(1 + number(0..<24)), Int64(50 + number(0..<20_000)))
      total += quantity * price
      let sku = "SKU-\(100_000 + number(0..<5_000))"
      rows.append([.id(line), .id(order), .text(sku), .integer(quantity), .integer(price)])
      lines.append(line)
    }
    let status = pick(["draft", "placed", "confirmed", "shipped", "cancelled"])
    let memo = number(0..<10) < 3 ? note(2...6) : ""
    writer.row(
      .insert, table: 1,
      [.id(order), .id(pick(customers)), .text(status), .integer(total), .integer(now), .text(memo)])
    for row in rows { writer.row(.insert, table: 2, row) }
  }

  private mutating func visit() -> [OperationWriter.Cell] {
    let start = now - Int64(number(0..<86_400_000))
    let end = start + Int64(180 + number(0..<5_220)) * 1_000
    let outcome = pick(["order", "no_order", "closed", "follow_up", "refused"])
    return [.integer(start), .integer(end), .text(outcome), .text(note(4...18))]
  }

  /// Which column, and what it becomes.
  private mutating func edit() -> (Int, OperationWriter.Cell) {
    switch number(0..<10) {
    case 0..<4: (7, .integer(balance()))
    case 4..<6: (8, .text(note(3...14)))
    case 6: (6, .integer(limit()))
    case 7: (5, .text(grade()))
    case 8: (2, .text(phone()))
    default: (3, .text(address()))
    }
  }

  // MARK: Values

  private static let words =
    ("river hill stone lake meadow forest harbour bridge mill north east south west corner market garden orchard valley "
    + "customer wants delivery before noon shelf was moved new display stands in front competitor has a campaign payment "
    + "late call back owner away stock low two cases damaged return next truck price list sent sample left asks for terms")
    .split(separator: " ").map(String.init)

  /// A UUID of version 7, as any client makes them.
  private mutating func id() -> [UInt8] {
    now += Int64(1 + number(0..<40))
    var bytes = (0..<6).map { UInt8(truncatingIfNeeded: now >> (40 - 8 * Int64($0))) }
    let (high, low) = (random.next(), random.next())
    bytes += [0x70 | UInt8(high & 15), UInt8(truncatingIfNeeded: high >> 8), 0x80 | UInt8(low & 63)]
    return bytes + (1..<8).map { UInt8(truncatingIfNeeded: low >> (8 * UInt64($0))) }
  }

  private mutating func word() -> String { pick(Self.words) }
  private mutating func note(_ count: ClosedRange<Int>) -> String {
    (0..<number(count.lowerBound..<count.upperBound + 1)).map { _ in word() }.joined(separator: " ")
  }
  private mutating func phone() -> String { "+49-\(200 + number(0..<800))-\(1_000_000 + number(0..<9_000_000))" }
  private mutating func address() -> String {
    "\(1 + number(0..<9_999)) \(word()) \(pick(["Street", "Road", "Way", "Lane"]))"
  }
  private mutating func grade() -> String { pick(["A", "B", "C", "D"]) }
  private mutating func limit() -> Int64 { Int64(1 + number(0..<200)) * 50_000 }
  private mutating func balance() -> Int64 { Int64(number(0..<5_500_000)) - 500_000 }

  private mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0..<elements.count)] }

  private mutating func take(_ list: WritableKeyPath<WorkloadMaker, [[UInt8]]>) -> [UInt8]? {
    if self[keyPath: list].isEmpty { return nil }
    let index = number(0..<self[keyPath: list].count)
    self[keyPath: list].swapAt(index, self[keyPath: list].count - 1)
    return self[keyPath: list].removeLast()
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine.
public struct SplitMix: RandomNumberGenerator, Sendable {
  public var state: UInt64

  public init(state: UInt64) { self.state = state }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
