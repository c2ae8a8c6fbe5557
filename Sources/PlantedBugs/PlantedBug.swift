/// A mistake that somebody could make, planted in the product so that the simulator can prove that it would be found.
///
/// Each is a line or two at the place where it would be made: `if PlantedBug.noTieBreak.isOn { ... }`. Without the
/// package trait `PlantedBugs` the answer is a constant, and the compiler removes the line. Every one leaves the ordinary
/// path working: two devices that take turns see nothing of it.
public enum PlantedBug: String, CaseIterable, Sendable {
  // MARK: Capture and sealing

  /// An update trigger leaves out the last column of those that it looks at. (G4: WatermelonDB)
  case columnNotCaptured
  /// The value before the last edit is kept as the base, not that before the first. (H6: follows from restored copies)
  case baseOfLastEdit
  /// A counter's difference is taken from its default, so that the value is sent instead. (C1: Salesforce Mobile SDK)
  case counterSentAsValue
  /// `INSERT OR REPLACE` is taken for a delete and an insert. (E4: WatermelonDB)
  case replaceTakenForInsert
  /// What was written during a sync is sealed after the position has moved. (C6: WatermelonDB)
  case sealedAfterPosition
  /// An edit of a cell under which newer values were hidden claims to have seen them. (S6: jepsen-powersync)
  case lagIgnored
  /// An order's lines are not counted as its part when a union is cut. (C5: PowerSync)
  case orderSplitFromLines

  // MARK: Outbox and results on the device

  /// The outbox is emptied when a sync ends, with what was sealed while it ran. (C6: WatermelonDB)
  case outboxClearedAfterSync
  /// A rejected change set leaves the outbox without a word. (C12: PowerSync leaves it to the app)
  case rejectionDropped
  /// Of a rejected union, only the last change of each part is tried again. (C7: Atlas Device Sync)
  case splitLosesChange
  /// The parts of a rejected union are tried after what was sealed later. (C8: Dropbox)
  case splitGoesLast
  /// The outbox is pushed from the last applied result on, not from the last staged one. (C4: jepsen-powersync)
  case resultsAwaitedTwice
  /// That a result is staged is noted in a transaction after the staging. (A2: jepsen-powersync)
  case settledAfterStaging
  /// Pushing goes on although a rejection is staged that may have to be split. (C7: Atlas Device Sync)
  case pushedBehindStagedRejection
  /// A new row's pending edits stay under its old number when the server numbers it. (C6: WatermelonDB)
  case numberingForgetsPending

  // MARK: Applying

  /// The position is stored when a page arrives, not when its rows are applied. (A2: jepsen-powersync)
  case positionBeforeRows
  /// Results are applied after the rows that came with them. (A2: jepsen-powersync)
  case resultsAppliedLast
  /// An incoming value overwrites a pending edit of the cell. (C6: WatermelonDB)
  case pendingEditOverwritten
  /// An incoming counter, set or text replaces the pending difference instead of lying under it. (C6: WatermelonDB)
  case baseOverwritten
  /// A row that was deleted here returns with a pull before the delete is pushed. (E4: WatermelonDB)
  case deleteUndoneByPull
  /// The rows of a territory that the user lost stay on the disk. (F1: Couchbase Sync Gateway)
  case leftScopeKept
  /// The replica commits without waiting for the disk. (A1: SQLite in WAL mode with synchronous=NORMAL)
  case clientSyncsLater

  // MARK: Merging cells

  /// Concurrent writes with equal stamps are decided by who comes last. (B10: Corrosion)
  case noTieBreak
  /// Among concurrent writes the one that reaches the server last stands. (D10: jepsen-powersync)
  case lastArrivalWins
  /// Whether a write was seen is told by its stamp instead of the vector. (B6: Evolu, Actual Budget)
  case stampInsteadOfVector
  /// The write at the very position that a replica has reached counts as unseen. (D7: pglite)
  case basePositionOffByOne
  /// The base of the request stands for that of the edits in it. (D6: Dotmim.Sync)
  case baseOfPush
  /// Of concurrent writes to a column group, NULL gives way column by column. (H4: Fly)
  case groupSplit
  /// Of concurrent check-ins the latest stands instead of the first. (B10: Corrosion)
  case firstTakesLatest
  /// NULL counts as the least value of all. (D7: pglite)
  case nullIsLeast
  /// Of concurrent steps of a workflow the latest stands instead of the strongest. (H7: a stale edit of a posted order)
  case precedenceForgotten
  /// Removing an element of a set takes additions that the remover had not seen. (S18: Riak)
  case setRemoveEatsAdd
  /// The later of two concurrent texts replaces the other. (S18: Joplin)
  case textLaterReplaces
  /// A conflict is recorded only when the incoming write stands. (C12: PowerSync)
  case lostWriteUnrecorded
  /// Stamps are taken as the device's clock gives them. (B6: Evolu, Actual Budget)
  case deviceClockTrusted
  /// A wrong clock is held at the server's time but its error is not taken off. (B7: Evolu)
  case clockErrorUncorrected
  /// A write's stamp may lie below that of a write that it has seen. (B8: hlclock)
  case stampBelowItsCause

  // MARK: Merging rows

  /// A delete takes a row although others edited it meanwhile. (E2: Turso)
  case deleteBeatsEdit
  /// A delete takes children that its maker never saw. (E2: Dropbox)
  case deleteTakesUnseenChild
  /// A child of a deleted row does not bring the row back. (C8: Dropbox)
  case childOfDeletedParent
  /// A row that comes back from deletion leaves behind what had gone with it. (E2: Turso)
  case returnsWithoutFamily
  /// A row that comes back from deletion is sent only as far as it changed. (E4: WatermelonDB)
  case returnNotSentWhole
  /// Readers are not told of the rows that went with a deleted one. (E5: Electric)
  case cascadeNotTold
  /// A row that moves to another territory leaves its children behind. (F4: Electric)
  case moveLeavesChildren
  /// The old readers of a row that moved are not told. (F1: Couchbase Sync Gateway)
  case departureNotTold
  /// Rows that move along without changing themselves are not sent to their new readers. (F2: pglite)
  case enteredRowNotSent
  /// A unique value is checked only when a row is made. (G7: natural keys made on two laptops)
  case uniqueOnlyOnInsert
  /// Any step of a workflow is taken. (H7: a posted order edited by a stale client)
  case workflowStepUnchecked
  /// Anyone may write the office's columns. (F10: PowerSync)
  case officeColumnUnchecked
  /// A row is merged although its writer may not see it. (F9: ASVS 8.2.2)
  case pushUnauthorised
  /// What a business rule adds to an accepted change set is not written. (H2: orders over the limit together)
  case holdNotWritten
  /// A rejected change set leaves behind what was merged before its fault. (C5: syncstorage-rs)
  case rejectedHalfStays
  /// The digest of a scope still counts deleted rows. (D11: endless false repair)
  case digestForgetsDeletes

  // MARK: The hub's log and results

  /// A repeated change set is merged again. (C1: Salesforce Mobile SDK)
  case duplicateMerged
  /// A known dot is answered with its result whatever comes under it. (B1: Turso)
  case payloadUnchecked
  /// Results are forgotten with the reply, before the device has them. (C1: Salesforce Mobile SDK)
  case resultsPurgedAtReply
  /// Results are written in a transaction of their own, after that of the merge. (A2: jepsen-powersync)
  case resultsSavedLater
  /// What comes behind a rejected union is merged before the union was split. (C7: Atlas Device Sync)
  case mergedBehindUnion
  /// A push that is refused takes along those that stand behind it in the group. (C3: PowerSync, Amplify)
  case groupStopsAtRefusal
  /// Of several change sets of one push only the last gets into the history. (J6: tables edited by hand)
  case historyOfLastOnly
  /// A commit that fails is answered as if it had succeeded. (A3: PostgreSQL)
  case commitFailureIgnored
  /// The hub commits without waiting for the disk. (C10: NATS)
  case hubSyncsLater

  // MARK: Replies

  /// A pull leaves out deleted rows. (E1: Cassandra)
  case tombstoneForgotten
  /// A cell counts as known to its writer although others wrote it concurrently. (D7: pglite)
  case ownWriteThoughtKnown
  /// A device's own writes are left out also of a long pull and after a restore. (D7: pglite)
  case ownWritesLeftOut
  /// A device whose write lost is not told what stands. (D10: jepsen-powersync)
  case lostTieUncorrected
  /// The correction of a pushed row is sent to a device that may not see it any more. (F6: ASVS 8.2.3)
  case correctionLeaks
  /// A page of a pull that ends within a position loses the rest of that position. (D5: PowerSync)
  case pageSkipsRestOfPosition
  /// A pull goes on in every scope where the furthest one ended. (D9: Corrosion)
  case oneMarkForAllScopes
  /// What changes between two pages of a first download is taken for known. (D2: Electric)
  case pullTakenForTail
  /// A territory that is new to the device is pulled from the position on that it has elsewhere. (F2: pglite)
  case newScopeThoughtHeld

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
