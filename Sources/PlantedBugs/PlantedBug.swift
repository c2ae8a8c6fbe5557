/// A mistake that somebody could make, planted in the product so that the simulator can prove that it would be found.
///
/// Each is a line or two at the place where it would be made: `if PlantedBug.noTieBreak.isOn { ... }`. Without the
/// package trait `PlantedBugs` the answer is a constant, and the compiler removes the line. Every one leaves the ordinary
/// path working: two devices that take turns see nothing of it.
public enum PlantedBug: String, CaseIterable, Sendable {
  // MARK: Capture and sealing

  /// An update trigger leaves out the last column of those that it looks at. (Joplin issues/918)
  case columnNotCaptured
  /// The value before the last edit is kept as the base, not that before the first.
  case baseOfLastEdit
  /// A counter's difference is taken from its default, so that the value is sent instead.
  case counterSentAsValue
  /// `INSERT OR REPLACE` is taken for a delete and an insert. (WatermelonDB issues/649)
  case replaceTakenForInsert
  /// What was written during a sync is sealed after the position has moved. (WatermelonDB issues/1374)
  case sealedAfterPosition
  /// An edit of a cell under which newer values were hidden claims to have seen them. (Turso issues/6617)
  case lagIgnored
  /// An order's lines are not counted as its part when a union is cut. (PowerSync's batches)
  case orderSplitFromLines

  // MARK: Forks

  /// A copy hands in what waited without saying that it was made after what the copied replica had handed in.
  case copyForgetsPast

  // MARK: Outbox and results on the device

  /// The outbox is emptied when a sync ends, with what was sealed while it ran. (WatermelonDB issues/1374)
  case outboxClearedAfterSync
  /// A rejected change set leaves the outbox without a word. (PowerSync, which leaves it to the app)
  case rejectionDropped
  /// Of a rejected union, only the last change of each part is tried again. (Atlas Device Sync's compensating writes)
  case splitLosesChange
  /// The parts of a rejected union are tried after what was sealed later. (Dropbox Classic)
  case splitGoesLast
  /// The outbox is pushed from the last applied result on, not from the last staged one. (PowerSync under Jepsen)
  case resultsAwaitedTwice
  /// That a result is staged is noted in a transaction after the staging. (PowerSync under Jepsen)
  case settledAfterStaging
  /// Pushing goes on although a rejection is staged that may have to be split. (Atlas Device Sync's compensating
  /// writes)
  case pushedBehindStagedRejection
  /// A new row's pending edits stay under its old number when the server numbers it. (WatermelonDB issues/1374)
  case numberingForgetsPending

  // MARK: Applying

  /// The position is stored when a page arrives, not when its rows are applied. (PowerSync under Jepsen)
  case positionBeforeRows
  /// Results are applied after the rows that came with them. (PowerSync's uploads that flicker)
  case resultsAppliedLast
  /// An incoming value overwrites a pending edit of the cell. (WatermelonDB issues/1374)
  case pendingEditOverwritten
  /// An incoming counter, set or text replaces the pending difference instead of lying under it. (WatermelonDB
  /// issues/1374)
  case baseOverwritten
  /// A row that was deleted here returns with a pull before the delete is pushed. (Submersion pull/309)
  case deleteUndoneByPull
  /// The rows of a territory that the user lost stay on the disk. (Couchbase Sync Gateway 2)
  case leftScopeKept
  /// The replica commits without waiting for the disk. (Mozilla go-syncstorage pull/64)
  case clientSyncsLater

  // MARK: Merging cells

  /// Concurrent writes with equal stamps are decided by who comes last. (Corrosion pull/136)
  case noTieBreak
  /// Among concurrent writes the one that reaches the server last stands. (PowerSync under Jepsen)
  case lastArrivalWins
  /// Whether a write was seen is told by its stamp instead of the vector. (Actual Budget pull/8905)
  case stampInsteadOfVector
  /// The write at the very position that a replica has reached counts as unseen. (pglite pull/883)
  case basePositionOffByOne
  /// The base of the request stands for that of the edits in it. (Dotmim.Sync issues/1353)
  case baseOfPush
  /// Of concurrent writes to a column group, NULL gives way column by column. (Fly.io's partial updates)
  case groupSplit
  /// Of concurrent check-ins the latest stands instead of the first. (Corrosion pull/136)
  case firstTakesLatest
  /// NULL counts as the least value of all.
  case nullIsLeast
  /// Of concurrent steps of a workflow the latest stands instead of the strongest.
  case precedenceForgotten
  /// Removing an element of a set takes additions that the remover had not seen. (Turso issues/6617)
  case setRemoveEatsAdd
  /// The later of two concurrent texts replaces the other.
  case textLaterReplaces
  /// A conflict is recorded only when the incoming write stands. (PowerSync, which leaves it to the app)
  case lostWriteUnrecorded
  /// Stamps are taken as the device's clock gives them. (Actual Budget pull/8905)
  case deviceClockTrusted
  /// A wrong clock is held at the server's time but its error is not taken off. (Evolu's note on clock drift)
  case clockErrorUncorrected
  /// A write's stamp may lie below that of a write that it has seen. (hlclock pull/22)
  case stampBelowItsCause

  // MARK: Merging rows

  /// A delete takes a row although others edited it meanwhile. (Turso issues/6617)
  case deleteBeatsEdit
  /// A delete takes children that its maker never saw. (Dropbox Classic)
  case deleteTakesUnseenChild
  /// A child of a deleted row does not bring the row back. (Dropbox Classic)
  case childOfDeletedParent
  /// A row that comes back from deletion leaves behind what had gone with it. (Turso issues/6617)
  case returnsWithoutFamily
  /// A row that comes back from deletion is sent only as far as it changed. (WatermelonDB issues/649)
  case returnNotSentWhole
  /// Readers are not told of the rows that went with a deleted one. (Electric issues/4004)
  case cascadeNotTold
  /// A row that moves to another territory leaves its children behind. (Electric issues/3854)
  case moveLeavesChildren
  /// The old readers of a row that moved are not told. (Couchbase Sync Gateway 2)
  case departureNotTold
  /// Rows that move along without changing themselves are not sent to their new readers. (pglite pull/883)
  case enteredRowNotSent
  /// A unique value is checked only when a row is made.
  case uniqueOnlyOnInsert
  /// Any step of a workflow is taken.
  case workflowStepUnchecked
  /// Anyone may write the office's columns. (PowerSync, which does not authorise writes)
  case officeColumnUnchecked
  /// A row is merged although its writer may not see it. (PowerSync, which does not authorise writes)
  case pushUnauthorised
  /// What a business rule adds to an accepted change set is not written.
  case holdNotWritten
  /// A rejected change set leaves behind what was merged before its fault. (syncstorage-rs issues/418)
  case rejectedHalfStays
  /// The digest of a scope still counts deleted rows.
  case digestForgetsDeletes

  // MARK: Leases

  /// What a lease is granted is not kept back from the others.
  case leaseNotReserved
  /// A lease is spent by orders that were taken after it had run out.
  case expiredLeaseSpent
  /// What is left of a lease goes back again when the lease is touched once more.
  case leaseGivenBackTwice
  /// A cancelled order keeps the stock that it had taken.
  case cancelledKeepsStock

  // MARK: The hub's log and results

  /// A repeated change set is merged again. (Salesforce Mobile SDK issues/3288)
  case duplicateMerged
  /// Results are forgotten with the reply, before the device has them. (Salesforce Mobile SDK issues/3288)
  case resultsPurgedAtReply
  /// Results are written in a transaction of their own, after that of the merge. (PowerSync under Jepsen)
  case resultsSavedLater
  /// What comes behind a rejected union is merged before the union was split. (Atlas Device Sync's compensating writes)
  case mergedBehindUnion
  /// A push that is refused takes along those that stand behind it in the group. (Amplify Android pull/976)
  case groupStopsAtRefusal
  /// Of several change sets of one push only the last gets into the history.
  case historyOfLastOnly
  /// A commit that fails is answered as if it had succeeded. (PostgreSQL's fsyncgate)
  case commitFailureIgnored
  /// The hub commits without waiting for the disk. (NATS JetStream)
  case hubSyncsLater

  // MARK: Replies

  /// A pull leaves out deleted rows. (Cassandra, memry issues/2302)
  case tombstoneForgotten
  /// A cell counts as known to its writer although others wrote it concurrently. (pglite pull/883)
  case ownWriteThoughtKnown
  /// A device's own writes are left out also of a long pull and after a restore. (pglite pull/883)
  case ownWritesLeftOut
  /// A device whose write lost is not told what stands. (PowerSync under Jepsen)
  case lostTieUncorrected
  /// The correction of a pushed row is sent to a device that may not see it any more.
  case correctionLeaks
  /// A page of a pull that ends within a position loses the rest of that position. (Dexie Cloud issues/2331)
  case pageSkipsRestOfPosition
  /// A pull goes on in every scope where the furthest one ended. (Corrosion's partial restores)
  case oneMarkForAllScopes
  /// What changes between two pages of a first download is taken for known. (Electric issues/1469)
  case pullTakenForTail
  /// A territory that is new to the device is pulled from the position on that it has elsewhere. (pglite pull/883)
  case newScopeThoughtHeld

  // MARK: Moves and revocation

  /// What a rep did before it could know that a customer moved is kept for a review all the same.
  case entitledKept
  /// What was written after the device knew that a customer had moved is merged.
  case endedRightStands
  /// A revoked device that hands in its work gets rows in return.
  case revokedGetsRows
  /// What is answered with "kept for a review" is not kept.
  case keptWorkDropped
  /// Work that was accepted in a review can be accepted once more.
  case acceptedTwice

  // MARK: Schemas that grow

  /// After a new schema the triggers of the old one are made again: new columns are not captured.
  case newColumnNotCaptured
  /// A replica that takes over a new schema begins with an empty outbox. (Realm issues/6603)
  case migrationEmptiesOutbox
  /// A new row from before a column was appended is refused, because it lacks the column. (Joplin issues/918)
  case olderInsertRefused
  /// A device that lacks the schema is sent all rows anew. (Corrosion's outage after a nullable column)
  case newSchemaPulledAnew
  /// A program that is too old to be given rows is told that it has them all. (Dexie Cloud issues/2331)
  case tooOldThoughtInStep

  // MARK: Garbage

  /// Tombstones are collected, and nobody notes up to where. (Cassandra's gc_grace)
  case horizonForgotten
  /// Departures are collected, and the horizon speaks of deleted rows alone.
  case departuresBeyondHorizon
  /// A device from before the horizon takes what changed for all that happened. (memry issues/2302)
  case sleeperNotCompared
  /// An ID that died is given to a new row. (Riak pull/1094)
  case deadRowRisen

  #if PlantedBugs
    /// The one that is switched on; set before anything runs, by the simulator alone.
    nonisolated(unsafe) public static var active: PlantedBug?
    public static let canBeSwitchedOn = true
  #else
    public static let canBeSwitchedOn = false
  #endif

  /// Whether the product makes this mistake now.
  @inlinable public var isOn: Bool {
    #if PlantedBugs
      PlantedBug.active == self
    #else
      false
    #endif
  }
}
