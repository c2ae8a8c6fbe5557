import Simulator
import Testing

/// The campaign in small; the gate runs it in full.
@Suite struct CampaignTests {
  @Test func someCutsOfEachKind_nothingIsLost() throws {
    let campaign = try PowerCutCampaign(seed: 7)
    let tally = campaign.run(cuts: 300, faults: 60)
    #expect(tally.failures.map { "\($0.cut): \($0.failure)" } == [])
    #expect(tally.cuts == 300)
    for line in tally.lines { #expect(line.cuts > 0, "\(line.store) \(line.mode)") }
  }

  /// A store that cannot be made for want of space was put under its name all the same, without its content.
  @Test func diskFullWhileAStoreIsMade_noHalfStoreAppears() throws {
    let campaign = try PowerCutCampaign(seed: 7, stores: [.server])
    for operation in UInt64(48)...54 {
      let cut = CutCase(store: .server, scene: "found", operation: operation, mode: .fullForever, seed: 0)
      #expect(campaign.outcome(of: cut) == nil, "\(cut)")
    }
  }

  @Test func cases_areReadAsTheyAreWritten() {
    let cut = CutCase(store: .client, scene: "work", operation: 12, mode: .torn, seed: 77)
    #expect("\(cut)" == "client:work:12:torn:77")
    #expect(CutCase("client:work:12:torn:77") == cut)
    for text in ["", "client:work:12:torn", "disk:work:12:torn:77", "client:work:x:torn:77"] {
      #expect(CutCase(text) == nil)
    }
  }
}
