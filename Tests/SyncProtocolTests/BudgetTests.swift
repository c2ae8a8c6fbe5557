import ChangeModel
import TestSupport
import Testing

@testable import SyncProtocol

/// What things cost on the wire, as committed counts. A change that makes one greater must say why; one that makes it
/// smaller commits the new figure. Frames are compressed by zlib at level 6.
struct BudgetTests {
  /// Exact sizes of encoded change sets and deltas.
  @Test func encodedSizes() {
    #expect(ChangeSetCodec.encode(FieldWork.updates(1)).count == 88)
    #expect(ChangeSetCodec.encode(FieldWork.updates(1_000)).count == 16_852)
    #expect(ChangeSetCodec.encode(FieldWork.orders(1)).count == 109)
    #expect(ChangeSetCodec.encode(FieldWork.orders(1_000)).count == 60_022)
    #expect(ChangeSetCodec.encode(FieldWork.deletes(1_000)).count == 1_022)
    #expect(DeltaCodec.encode(FieldWork.customers(1_000)).count == 92_368)
  }

  /// Sizes of whole frames, with the 70 bytes or so of a request around the change sets.
  @Test func framedSizes() {
    #expect(FieldWork.frame([FieldWork.updates(1)]).count <= 135)
    #expect(FieldWork.frame([FieldWork.updates(10)]).count <= 278)
    #expect(FieldWork.frame([FieldWork.updates(100)]).count <= 1_210)
    #expect(FieldWork.frame([FieldWork.updates(1_000)]).count <= 7_881)
    #expect(FieldWork.frame([FieldWork.updates(10_000)]).count <= 59_183)
    #expect(FieldWork.frame([FieldWork.orders(1)]).count <= 155)
    #expect(FieldWork.frame([FieldWork.orders(1_000)]).count <= 24_011)
    #expect(FieldWork.frame(FieldWork.transactions(1_000)).count <= 43_080)
    #expect(FieldWork.frame([FieldWork.deletes(1_000)]).count <= 727)
  }

  /// A reply to one change set, and to a thousand orders.
  @Test func replySizes() {
    #expect(FieldWork.replyFrame(results: 1, rows: 1).count <= 74)
    #expect(FieldWork.replyFrame(results: 1_000, rows: 4).count <= 141)
    #expect(Frame.encode(VectorValues.reply(delta: FieldWork.customers(1_000))).count <= 26_622)
  }

  @Test func aSyncThatHasNothingToSay() {
    #expect(FieldWork.frame([]).count <= 65)
    #expect(FieldWork.replyFrame(results: 0, rows: 0).count <= 65)
  }
}
