import ChangeModel
import FieldSales
import Testing

@Suite struct LeaseRightTests {
  @Test func aLeaseIsOnesOwn_ofSomething_andAsked() {
    var trial = LeaseTrial()
    let product = ["product_id": Value.reference(RowReference(id: SalesWorld.product))]
    #expect(trial.ask(1, kind: "gift", product, 1).rejection?.code == .businessRule)
    #expect(trial.ask(2, kind: "credit", product, 1).rejection?.code == .missingValue)
    #expect(trial.ask(3, kind: "stock", product, 0).rejection?.code == .businessRule)
    let others = product.merging(["rep_id": .reference(RowReference(id: LeaseTrial.reps[1]))]) { $1 }
    #expect(trial.ask(4, kind: "stock", others, 1).rejection?.code == .outsideScope)
    let own = product.merging(["status": .text("granted")]) { $1 }
    #expect(trial.ask(5, kind: "stock", own, 1).rejection?.code == .workflow)
    let rich = product.merging(["granted": .integer(5)]) { $1 }
    #expect(trial.ask(6, kind: "stock", rich, 1).rejection?.code == .officeOwned)
    #expect(trial.stock == [0, 0, 10])
  }

  @Test func whatWasAskedStands_andTheServerAloneGrantsAndEnds() {
    var trial = LeaseTrial()
    trial.ask(1, of: 2)
    let more = trial.world.update("leases", LeaseTrial.lease(1), ["asked": .integer(5)])
    #expect(trial.world.send(trial.ann, [more]).rejection?.code == .businessRule)
    #expect(trial.world.send(trial.ann, [trial.step(1, to: "expired")]).rejection?.code == .workflow)
    #expect(trial.world.send(trial.ann, [trial.step(1, to: "returned")]).rejection == nil)
    #expect(trial.office([trial.step(1, to: "granted")]).rejection?.code == .workflow)
    #expect(trial.stock == [0, 0, 10])
  }
}
