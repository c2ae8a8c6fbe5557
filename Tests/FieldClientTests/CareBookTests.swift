import ChangeModel
import Testing

@testable import FieldClient

@Suite struct CareBookTests {
  private let trial: TrialDesk
  private let book: CareBook

  init() throws {
    trial = try TrialDesk()
    book = CareBook(trial.desk)
  }

  private func due(_ kind: CareKind, days: Int64 = 0) throws -> [Record] {
    try CareBook(trial.desk(days: days)).due(TrialDesk.day(days), isMine: true, kinds: [kind]).items
  }

  @Test func thanksAreDueFromTheThirdDay_andNoLongerWhenSaid() throws {
    try trial.buy("A-1", daysAgo: 0)
    #expect(try [2, 3, 7, 27, 28].map { try due(.thanks, days: $0).count } == [0, 1, 1, 1, 0])
    #expect(try due(.thanks, days: 3).first?.text("order_number") == "A-1")
    let later = CareBook(trial.desk(days: 4))
    let done = try later.record(.thanks, customer: "C-1", [:], day: TrialDesk.day(4))
    #expect(done.text("order_number") == "A-1")
    #expect(done.integer("occasion_at") == TrialDesk.now)
    #expect(try due(.thanks, days: 5).isEmpty)
    #expect(
      try CustomerBook(trial.desk).show("C-1").customer.integer("last_contact_at") == TrialDesk.now + 4 * Day.length)
  }

  @Test func whoWasNotReached_isProposedAgain() throws {
    try trial.buy("A-1", daysAgo: 5)
    _ = try book.record(.thanks, customer: "C-1", ["outcome": .text("not_reached")], day: TrialDesk.today)
    #expect(try due(.thanks).count == 1)
    _ = try book.record(.thanks, customer: "C-1", ["outcome": .text("skipped")], day: TrialDesk.today)
    #expect(try due(.thanks).isEmpty)
  }

  @Test func satisfactionAfterAMonth_crossSellAfterThree() throws {
    try trial.buy("A-1", daysAgo: 29)
    #expect(try due(.satisfaction).isEmpty)
    #expect(try due(.satisfaction, days: 1).count == 1)
    #expect(try due(.crossSell, days: 60).isEmpty)
    #expect(try due(.crossSell, days: 61).count == 1)
  }

  @Test func cancelledAndDraftedOrders_areNoPurchase() throws {
    try trial.buy("A-1", daysAgo: 5)
    try trial.execute("UPDATE orders SET status = 'cancelled'")
    #expect(try due(.thanks).isEmpty)
  }

  @Test func theSatisfiedAreAskedForAReferral_once() throws {
    #expect(throws: FieldError.self) {
      try book.record(.satisfaction, customer: "C-1", ["score": .integer(6)], day: TrialDesk.today)
    }
    _ = try book.record(.satisfaction, customer: "C-1", ["score": .integer(3)], day: TrialDesk.today)
    #expect(try due(.referral).isEmpty)
    _ = try book.record(.satisfaction, customer: "C-1", ["score": .integer(5)], day: TrialDesk.today)
    #expect(try due(.referral).map { $0.text("customer") } == ["Acme"])
    _ = try book.record(.referral, customer: "C-1", ["note": .text("张三")], day: TrialDesk.today)
    #expect(try due(.referral).isEmpty)
    #expect(try book.history(customer: "C-1").first?.text("note") == "张三")
  }

  @Test func birthdaysOfPersonsAndContacts_aFewDaysAhead() throws {
    try trial.execute("UPDATE customers SET birth_date = '1980-01-18' WHERE code = 'C-1'")
    _ = try ContactBook(trial.desk).add(["name": .text("Li"), "birth_date": .text("1990-01-15")], customer: "C-3")
    _ = try ContactBook(trial.desk).add(["name": .text("Bo"), "birth_date": .text("sometime")], customer: "C-3")
    #expect(try due(.birthday).map { $0.text("contact") ?? "-" } == ["Li", "-"])
    _ = try book.record(.birthday, customer: "C-3", [:], day: TrialDesk.today)
    #expect(try due(.birthday).map { $0.text("customer") } == ["Acme"])
    #expect(try book.history(customer: "C-3").first?.text("contact") == "Li")
  }

  @Test func aProductNearTheEndOfItsLife_isProposedAnew_unlessBoughtAgain() throws {
    try trial.execute("UPDATE products SET expected_life_days = 100 WHERE sku = 'P-1'")
    try trial.buy("A-1", daysAgo: 69)
    #expect(try due(.replacement).isEmpty)
    let found = try due(.replacement, days: 1)
    #expect(found.map { $0.text("product") } == ["Tea"])
    #expect(found.first?.integer("occasion_at") == TrialDesk.now + 31 * Day.length)
    try trial.buy("A-2", daysAgo: 10)
    #expect(try due(.replacement, days: 1).isEmpty)
  }

  @Test func aReplacementThatWasProposed_isNotProposedAgain() throws {
    try trial.execute("UPDATE products SET expected_life_days = 100 WHERE sku = 'P-1'")
    try trial.buy("A-1", daysAgo: 80)
    let done = try book.record(.replacement, customer: "C-1", [:], day: TrialDesk.today)
    #expect(done.text("product") == "Tea")
    #expect(try due(.replacement).isEmpty)
  }

  @Test func othersCustomersAreNotMine() throws {
    try trial.execute("INSERT INTO reps(id, name) VALUES (x'01900000000070000000000000000099', 'Bob')")
    try trial.execute("UPDATE customers SET owner_rep_id = x'01900000000070000000000000000099'")
    try trial.buy("A-1", daysAgo: 5)
    #expect(try due(.thanks).isEmpty)
    #expect(try book.due(TrialDesk.today, isMine: false, kinds: [.thanks]).items.count == 1)
  }

  @Test func aLimitIsSharedByTheKinds_andWhatIsLeftIsCounted() throws {
    for (number, customer) in [("A-1", "C-1"), ("A-2", "C-2"), ("A-3", "C-3")] {
      try trial.buy(number, customer: customer, daysAgo: 5)
    }
    try trial.execute("UPDATE customers SET birth_date = '1980-01-15' WHERE code = 'C-1'")
    let list = try book.due(TrialDesk.today, isMine: false, limit: 3)
    #expect(list.items.map { $0.text("kind") } == ["thanks", "thanks", "birthday"])
    #expect(list.sections.map(\.total) == [3, 0, 0, 0, 1, 0])
    #expect(list.sections.map(\.left) == [1, 0, 0, 0, 0, 0])
    #expect(list.items.allSatisfy { $0["total"] == nil })
    #expect(try book.due(TrialDesk.today, isMine: false).items.count == 4)
  }

  @Test(arguments: [
    (10, [4, 0, 3], [4, 0, 3]), (6, [100, 1, 100], [3, 1, 2]), (0, [5, 5], [0, 0]), (-3, [5], [0]), (5, [], []),
    (1, [9, 9], [1, 0]),
  ])
  func roomIsSharedFairly(room: Int, wanted: [Int], parts: [Int]) {
    #expect(FairShare.of(room, among: wanted) == parts)
  }

  /// What others of the segment bought lately: not what the customer has, nor what is sold no more.
  @Test func aCrossSell_proposesWhatOthersOfTheSegmentBuy() throws {
    try trial.execute("UPDATE products SET active = 1 WHERE sku = 'P-3'")
    try trial.execute("UPDATE customers SET segment = 'cafe'")
    try trial.buy("A-1", daysAgo: 91)
    try trial.buy("B-1", customer: "C-2", sku: "P-1", daysAgo: 9)
    try trial.buy("B-2", customer: "C-2", sku: "P-2", daysAgo: 8)
    try trial.buy("B-3", customer: "C-2", sku: "P-3", daysAgo: 7)
    try trial.buy("B-4", customer: "C-3", sku: "P-3", daysAgo: 6)
    #expect(try due(.crossSell).map { $0.text("proposal") } == ["Old tea (2); 緑茶 (1)"])
    #expect(
      try due(.crossSell).first?.text("proposals")
        == #"[{"sku":"P-3","name":"Old tea","buyers":2},{"sku":"P-2","name":"緑茶","buyers":1}]"#)
    try trial.execute("UPDATE products SET active = 0 WHERE sku = 'P-3'")
    #expect(try due(.crossSell).map { $0.text("proposal") } == ["緑茶 (1)"])
    try trial.execute("UPDATE customers SET segment = 'hotel' WHERE code = 'C-2'")
    #expect(try due(.crossSell).map { $0["proposal"] } == [.null])
    let done = try book.record(
      .crossSell, customer: "C-1", ["product_id": Value(TrialDesk.id(32))], day: TrialDesk.today)
    #expect(done.text("order_number") == "A-1")
    #expect(try due(.crossSell).isEmpty)
  }

  @Test func whatOthersBoughtLongAgo_isNotProposed() throws {
    try trial.buy("A-1", daysAgo: 91)
    try trial.buy("B-2", customer: "C-2", sku: "P-2", daysAgo: 31)
    #expect(try due(.crossSell).map { $0["proposal"] } == [.null])
    try trial.buy("B-3", customer: "C-2", sku: "P-2", daysAgo: 29)
    #expect(try due(.crossSell).map { $0.text("proposal") } == ["緑茶 (1)"])
  }
}
