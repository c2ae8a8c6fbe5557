import ChangeModel
import FieldSales
import Testing

@Suite struct StockLeaseTests {
  @Test func aLeaseIsKeptBackFromTheOthers() {
    var trial = LeaseTrial()
    trial.ask(1, of: 6)
    #expect(trial.status(1) == "granted")
    #expect(trial.stock == [6, 0, 4])
    trial.ask(2, by: trial.ben, of: 6)
    #expect(trial.figure(2, "granted") == 4)
    #expect(trial.world.text("leases", LeaseTrial.lease(2), "answer") == "More is not free, or not for one rep.")
    let refused = trial.ask(3, by: trial.ben, of: 1)
    #expect(refused.remarks == ["Lease L3 is refused: Nothing is free. Ask the office, or ask again later."])
    #expect(trial.stock == [10, 0, 0])
  }

  @Test func withinTheLease_anOrderIsCertain_whateverOthersTookMeanwhile() {
    var trial = LeaseTrial()
    trial.ask(1, of: 6)
    trial.order(1, by: trial.ben, of: 4)
    #expect(trial.world.status(of: 1) == "submitted")
    let late = trial.order(2, by: trial.ben, of: 1)
    #expect(trial.world.status(of: 2) == "on_hold")
    #expect(
      late.remarks == [
        "Order 2 is on hold: A-1: 1 more than is free are ordered beyond the rep's lease."
          + " A manager or the office releases it, or order less."
      ])
    trial.order(3, of: 5, lease: 1)
    #expect(trial.world.status(of: 3) == "submitted")
    #expect(trial.figure(1, "spent") == 5)
    #expect(trial.stock == [1, 9, 0])
  }

  @Test func beyondTheLease_theRestIsTakenFromWhatIsFree_orWaits() {
    var trial = LeaseTrial()
    trial.ask(1, of: 6)
    trial.order(1, of: 8, lease: 1)
    #expect(trial.world.status(of: 1) == "submitted")
    #expect(trial.stock == [0, 8, 2])
    trial.order(2, of: 3, lease: 1)
    #expect(trial.world.status(of: 2) == "on_hold")
    #expect(trial.stock == [0, 8, 2])
  }

  @Test func somebodyElsesLease_isNotSpent() {
    var trial = LeaseTrial()
    trial.ask(1, of: 6)
    let result = trial.order(1, by: trial.ben, of: 5, lease: 1)
    #expect(result.rejection != nil || trial.world.status(of: 1) == "on_hold")
    #expect(trial.figure(1, "spent") == 0)
  }

  @Test func oneLineCannotSpendALeaseThatAnotherOneSpent() {
    var trial = LeaseTrial(pool: 6)
    trial.ask(1, of: 6)
    let two = (1...2).flatMap { number in
      [
        trial.world.order(number, status: "submitted"),
        trial.world.insert(
          "order_lines", RowID(high: 6, low: number),
          [
            "order_id": .reference(RowReference(id: RowID(high: 5, low: number))),
            "product_id": .reference(RowReference(id: SalesWorld.product)), "quantity": .integer(4),
            "unit_price": .integer(1), "stock_lease_id": .reference(RowReference(id: LeaseTrial.lease(1))),
          ]),
      ]
    }
    _ = trial.world.send(trial.ann, two, made: trial.now)
    #expect((1...2).map { trial.world.status(of: $0) } == ["submitted", "on_hold"])
    #expect(trial.stock == [2, 4, 0])
  }

  @Test func takenInTime_itIsHonouredThoughItArrivesLater() {
    var trial = LeaseTrial()
    trial.ask(1, of: 6)
    trial.order(1, by: trial.ben, of: 4)
    trial.now += 80 * LeaseTrial.hour
    trial.order(2, of: 3, lease: 1, made: LeaseTrial.begin + 71 * LeaseTrial.hour)
    #expect(trial.world.status(of: 2) == "submitted")
    trial.order(3, of: 3, lease: 1, made: LeaseTrial.begin + 73 * LeaseTrial.hour)
    #expect(trial.world.status(of: 3) == "on_hold")
    #expect(trial.stock == [3, 7, 0])
  }

  @Test func afterTheOfficeTookItBack_anOrderTakenInTimeCountsIfItIsStillFree() {
    var trial = LeaseTrial()
    trial.ask(1, of: 6)
    trial.now += 100 * LeaseTrial.hour
    trial.office([trial.step(1, to: "expired")])
    #expect(trial.stock == [0, 0, 10])
    trial.order(1, by: trial.ben, of: 7)
    trial.order(2, of: 3, lease: 1, made: LeaseTrial.begin + LeaseTrial.hour)
    #expect(trial.world.status(of: 2) == "submitted")
    trial.order(3, of: 1, lease: 1, made: LeaseTrial.begin + LeaseTrial.hour)
    #expect(trial.world.status(of: 3) == "on_hold")
    #expect(trial.stock == [0, 10, 0])
    #expect(trial.figure(1, "spent") == 0)
  }

  @Test func whatIsLeftGoesBackOnce_evenIfItIsReturnedAndRunsOutAtOnce() {
    var trial = LeaseTrial()
    trial.ask(1, of: 6)
    trial.order(1, of: 2, lease: 1)
    let seen = trial.world.head
    #expect(trial.world.send(trial.ann, [trial.step(1, to: "returned")], made: trial.now).rejection == nil)
    #expect(trial.stock == [0, 2, 8])
    #expect(trial.world.send(trial.world.office, [trial.step(1, to: "expired")], base: seen).rejection == nil)
    #expect(trial.status(1) == "expired")
    #expect(trial.stock == [0, 2, 8])
  }

  @Test func returnedBeforeTheAnswerWasSeen_itIsReturned() {
    var trial = LeaseTrial()
    let seen = trial.world.head
    trial.ask(1, of: 6)
    #expect(trial.world.send(trial.ann, [trial.step(1, to: "returned")], base: seen, made: trial.now).rejection == nil)
    #expect(trial.status(1) == "returned")
    #expect(trial.stock == [0, 0, 10])
  }

  @Test func aCancelledOrderGivesBack_once() {
    var trial = LeaseTrial()
    trial.order(1, of: 4)
    trial.cancel(1)
    #expect(trial.stock == [0, 0, 10])
    trial.office([trial.world.update("orders", RowID(high: 5, low: 1), ["memo": .text("gone")])])
    #expect(trial.stock == [0, 0, 10])
  }

  @Test func aManagerReleases_theUnitsCountAsSold() {
    var trial = LeaseTrial()
    trial.order(1, of: 12)
    #expect(trial.stock == [0, 0, 10])
    let release = trial.world.update("orders", RowID(high: 5, low: 1), ["status": .text("submitted")])
    #expect(trial.world.send(trial.world.manager, [release], made: trial.now).rejection == nil)
    #expect(trial.stock == [0, 12, -2])
    trial.ask(1, of: 1)
    #expect(trial.status(1) == "refused")
  }

  @Test func whatTheOfficeDoesToLines_isCounted() {
    var trial = LeaseTrial()
    trial.order(1, of: 4)
    let line = RowID(high: 6, low: 1)
    let price: [String: Value] = ["unit_price": .integer(1250), "discount": .integer(0)]
    let quantity = { (units: Int64) in price.merging(["quantity": .integer(units)]) { $1 } }
    trial.office([trial.world.update("order_lines", line, quantity(3))])
    #expect(trial.stock == [0, 3, 7])
    trial.office([trial.world.delete("order_lines", line)])
    #expect(trial.stock == [0, 0, 10])
    // Somebody who had not seen the delete still changed the line: it is back, and counts once.
    let seen = trial.world.head - 1
    let back = trial.world.update("order_lines", line, quantity(5))
    let other = Actor(device: 3, rep: 0, role: .office, scopes: [])
    _ = trial.world.send(other, [back], base: seen, made: trial.now)
    #expect(trial.stock == [0, 5, 5])
  }

  @Test func nobodyWritesTheFiguresByHand() {
    var trial = LeaseTrial()
    trial.order(1, of: 4)
    trial.office([trial.world.update("products", SalesWorld.product, ["stock_sold": .integer(0)])])
    #expect(trial.stock == [0, 4, 6])
    trial.ask(1, of: 2)
    trial.office([trial.world.update("leases", LeaseTrial.lease(1), ["spent": .integer(2)])])
    #expect(trial.figure(1, "spent") == 0)
  }

  @Test func withoutAPool_nothingIsCounted_andNothingLeased() {
    var trial = LeaseTrial(pool: nil)
    trial.order(1, of: 4_000)
    #expect(trial.world.status(of: 1) == "submitted")
    trial.ask(1, of: 5)
    #expect(trial.status(1) == "refused")
    #expect(trial.world.value("products", SalesWorld.product, "stock_sold")?.integer == nil)
  }

  @Test func oneLeaseGetsAShareOfWhatIsFree_theLastUnitToo() {
    var trial = LeaseTrial(pool: 5)
    trial.set(.leaseSharePoints, 5_000)
    for number in 1...4 { trial.ask(UInt64(number), of: 9) }
    #expect((1...4).map { trial.figure($0, "granted") } == [3, 1, 1, nil])
  }
}
