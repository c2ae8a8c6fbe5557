import PlantedBugs

/// What a planted mistake is, for the published table.
public struct PlantedStory: Hashable, Sendable {
  public var mistake: String
  /// A public project that suffered from the like; nil where none is known to us.
  public var suffered: String?

  init(_ mistake: String, _ suffered: String? = nil) {
    self.mistake = mistake
    self.suffered = suffered
  }
}

extension PlantedBug {
  /// The same as its doc comment says.
  public var story: PlantedStory {
    switch self {
    case .columnNotCaptured:
      PlantedStory("An update trigger leaves out the last column of those that it looks at.", "Joplin issues/918")
    case .baseOfLastEdit:
      PlantedStory("The value before the last edit is kept as the base, not that before the first.")
    case .counterSentAsValue:
      PlantedStory("A counter's difference is taken from its default, so that the value is sent instead.")
    case .replaceTakenForInsert:
      PlantedStory("`INSERT OR REPLACE` is taken for a delete and an insert.", "WatermelonDB issues/649")
    case .sealedAfterPosition:
      PlantedStory("What was written during a sync is sealed after the position has moved.", "WatermelonDB issues/1374")
    case .lagIgnored:
      PlantedStory(
        "An edit of a cell under which newer values were hidden claims to have seen them.", "Turso issues/6617")
    case .orderSplitFromLines:
      PlantedStory("An order's lines are not counted as its part when a union is cut.", "PowerSync's batches")
    case .outboxClearedAfterSync:
      PlantedStory(
        "The outbox is emptied when a sync ends, with what was sealed while it ran.", "WatermelonDB issues/1374")
    case .rejectionDropped:
      PlantedStory("A rejected change set leaves the outbox without a word.", "PowerSync, which leaves it to the app")
    case .splitLosesChange:
      PlantedStory(
        "Of a rejected union, only the last change of each part is tried again.",
        "Atlas Device Sync's compensating writes")
    case .copyForgetsPast:
      PlantedStory(
        "A copy hands in what waited without saying that it was made after what the copied replica had handed in.")
    case .splitGoesLast:
      PlantedStory("The parts of a rejected union are tried after what was sealed later.", "Dropbox Classic")
    case .resultsAwaitedTwice:
      PlantedStory(
        "The outbox is pushed from the last applied result on, not from the last staged one.", "PowerSync under Jepsen")
    case .settledAfterStaging:
      PlantedStory("That a result is staged is noted in a transaction after the staging.", "PowerSync under Jepsen")
    case .pushedBehindStagedRejection:
      PlantedStory(
        "Pushing goes on although a rejection is staged that may have to be split.",
        "Atlas Device Sync's compensating writes")
    case .numberingForgetsPending:
      PlantedStory(
        "A new row's pending edits stay under its old number when the server numbers it.", "WatermelonDB issues/1374")
    case .positionBeforeRows:
      PlantedStory(
        "The position is stored when a page arrives, not when its rows are applied.", "PowerSync under Jepsen")
    case .resultsAppliedLast:
      PlantedStory("Results are applied after the rows that came with them.", "PowerSync's uploads that flicker")
    case .pendingEditOverwritten:
      PlantedStory("An incoming value overwrites a pending edit of the cell.", "WatermelonDB issues/1374")
    case .baseOverwritten:
      PlantedStory(
        "An incoming counter, set or text replaces the pending difference instead of lying under it.",
        "WatermelonDB issues/1374")
    case .deleteUndoneByPull:
      PlantedStory(
        "A row that was deleted here returns with a pull before the delete is pushed.", "Submersion pull/309")
    case .leftScopeKept:
      PlantedStory("The rows of a territory that the user lost stay on the disk.", "Couchbase Sync Gateway 2")
    case .clientSyncsLater:
      PlantedStory("The replica commits without waiting for the disk.", "Mozilla go-syncstorage pull/64")
    case .noTieBreak:
      PlantedStory("Concurrent writes with equal stamps are decided by who comes last.", "Corrosion pull/136")
    case .lastArrivalWins:
      PlantedStory("Among concurrent writes the one that reaches the server last stands.", "PowerSync under Jepsen")
    case .stampInsteadOfVector:
      PlantedStory("Whether a write was seen is told by its stamp instead of the vector.", "Actual Budget pull/8905")
    case .basePositionOffByOne:
      PlantedStory("The write at the very position that a replica has reached counts as unseen.", "pglite pull/883")
    case .baseOfPush:
      PlantedStory("The base of the request stands for that of the edits in it.", "Dotmim.Sync issues/1353")
    case .groupSplit:
      PlantedStory(
        "Of concurrent writes to a column group, NULL gives way column by column.", "Fly.io's partial updates")
    case .firstTakesLatest:
      PlantedStory("Of concurrent check-ins the latest stands instead of the first.", "Corrosion pull/136")
    case .nullIsLeast:
      PlantedStory("NULL counts as the least value of all.")
    case .precedenceForgotten:
      PlantedStory("Of concurrent steps of a workflow the latest stands instead of the strongest.")
    case .setRemoveEatsAdd:
      PlantedStory("Removing an element of a set takes additions that the remover had not seen.", "Turso issues/6617")
    case .textLaterReplaces:
      PlantedStory("The later of two concurrent texts replaces the other.")
    case .lostWriteUnrecorded:
      PlantedStory(
        "A conflict is recorded only when the incoming write stands.", "PowerSync, which leaves it to the app")
    case .deviceClockTrusted:
      PlantedStory("Stamps are taken as the device's clock gives them.", "Actual Budget pull/8905")
    case .clockErrorUncorrected:
      PlantedStory(
        "A wrong clock is held at the server's time but its error is not taken off.", "Evolu's note on clock drift")
    case .stampBelowItsCause:
      PlantedStory("A write's stamp may lie below that of a write that it has seen.", "hlclock pull/22")
    case .deleteBeatsEdit:
      PlantedStory("A delete takes a row although others edited it meanwhile.", "Turso issues/6617")
    case .deleteTakesUnseenChild:
      PlantedStory("A delete takes children that its maker never saw.", "Dropbox Classic")
    case .childOfDeletedParent:
      PlantedStory("A child of a deleted row does not bring the row back.", "Dropbox Classic")
    case .returnsWithoutFamily:
      PlantedStory("A row that comes back from deletion leaves behind what had gone with it.", "Turso issues/6617")
    case .returnNotSentWhole:
      PlantedStory("A row that comes back from deletion is sent only as far as it changed.", "WatermelonDB issues/649")
    case .cascadeNotTold:
      PlantedStory("Readers are not told of the rows that went with a deleted one.", "Electric issues/4004")
    case .moveLeavesChildren:
      PlantedStory("A row that moves to another territory leaves its children behind.", "Electric issues/3854")
    case .departureNotTold:
      PlantedStory("The old readers of a row that moved are not told.", "Couchbase Sync Gateway 2")
    case .enteredRowNotSent:
      PlantedStory(
        "Rows that move along without changing themselves are not sent to their new readers.", "pglite pull/883")
    case .uniqueOnlyOnInsert:
      PlantedStory("A unique value is checked only when a row is made.")
    case .workflowStepUnchecked:
      PlantedStory("Any step of a workflow is taken.")
    case .officeColumnUnchecked:
      PlantedStory("Anyone may write the office's columns.", "PowerSync, which does not authorise writes")
    case .pushUnauthorised:
      PlantedStory("A row is merged although its writer may not see it.", "PowerSync, which does not authorise writes")
    case .holdNotWritten:
      PlantedStory("What a business rule adds to an accepted change set is not written.")
    case .rejectedHalfStays:
      PlantedStory("A rejected change set leaves behind what was merged before its fault.", "syncstorage-rs issues/418")
    case .digestForgetsDeletes:
      PlantedStory("The digest of a scope still counts deleted rows.")
    case .leaseNotReserved:
      PlantedStory("What a lease is granted is not kept back from the others.")
    case .expiredLeaseSpent:
      PlantedStory("A lease is spent by orders that were taken after it had run out.")
    case .leaseGivenBackTwice:
      PlantedStory("What is left of a lease goes back again when the lease is touched once more.")
    case .cancelledKeepsStock:
      PlantedStory("A cancelled order keeps the stock that it had taken.")
    case .duplicateMerged:
      PlantedStory("A repeated change set is merged again.", "Salesforce Mobile SDK issues/3288")
    case .resultsPurgedAtReply:
      PlantedStory(
        "Results are forgotten with the reply, before the device has them.", "Salesforce Mobile SDK issues/3288")
    case .resultsSavedLater:
      PlantedStory(
        "Results are written in a transaction of their own, after that of the merge.", "PowerSync under Jepsen")
    case .mergedBehindUnion:
      PlantedStory(
        "What comes behind a rejected union is merged before the union was split.",
        "Atlas Device Sync's compensating writes")
    case .groupStopsAtRefusal:
      PlantedStory(
        "A push that is refused takes along those that stand behind it in the group.", "Amplify Android pull/976")
    case .historyOfLastOnly:
      PlantedStory("Of several change sets of one push only the last gets into the history.")
    case .commitFailureIgnored:
      PlantedStory("A commit that fails is answered as if it had succeeded.", "PostgreSQL's fsyncgate")
    case .hubSyncsLater:
      PlantedStory("The hub commits without waiting for the disk.", "NATS JetStream")
    case .tombstoneForgotten:
      PlantedStory("A pull leaves out deleted rows.", "Cassandra, memry issues/2302")
    case .ownWriteThoughtKnown:
      PlantedStory("A cell counts as known to its writer although others wrote it concurrently.", "pglite pull/883")
    case .ownWritesLeftOut:
      PlantedStory("A device's own writes are left out also of a long pull and after a restore.", "pglite pull/883")
    case .lostTieUncorrected:
      PlantedStory("A device whose write lost is not told what stands.", "PowerSync under Jepsen")
    case .correctionLeaks:
      PlantedStory("The correction of a pushed row is sent to a device that may not see it any more.")
    case .pageSkipsRestOfPosition:
      PlantedStory(
        "A page of a pull that ends within a position loses the rest of that position.", "Dexie Cloud issues/2331")
    case .oneMarkForAllScopes:
      PlantedStory("A pull goes on in every scope where the furthest one ended.", "Corrosion's partial restores")
    case .pullTakenForTail:
      PlantedStory("What changes between two pages of a first download is taken for known.", "Electric issues/1469")
    case .newScopeThoughtHeld:
      PlantedStory(
        "A territory that is new to the device is pulled from the position on that it has elsewhere.", "pglite pull/883"
      )
    case .horizonForgotten:
      PlantedStory("Tombstones are collected, and nobody notes up to where.", "Cassandra's gc_grace")
    case .departuresBeyondHorizon:
      PlantedStory("Departures are collected, and the horizon speaks of deleted rows alone.")
    case .sleeperNotCompared:
      PlantedStory(
        "A device from before the horizon takes what changed for all that happened.", "memry issues/2302")
    case .deadRowRisen:
      PlantedStory("An ID that died is given to a new row.", "Riak pull/1094")
    case .entitledKept:
      PlantedStory("What a rep did before it could know that a customer moved is kept for a review all the same.")
    case .endedRightStands:
      PlantedStory("What was written after the device knew that a customer had moved is merged.")
    case .revokedGetsRows:
      PlantedStory("A revoked device that hands in its work gets rows in return.")
    case .keptWorkDropped:
      PlantedStory("What is answered with \"kept for a review\" is not kept.")
    case .acceptedTwice:
      PlantedStory("Work that was accepted in a review can be accepted once more.")
    case .newColumnNotCaptured:
      PlantedStory("After a new schema the triggers of the old one are made again: new columns are not captured.")
    case .migrationEmptiesOutbox:
      PlantedStory("A replica that takes over a new schema begins with an empty outbox.", "Realm issues/6603")
    case .olderInsertRefused:
      PlantedStory(
        "A new row from before a column was appended is refused, because it lacks the column.", "Joplin issues/918")
    case .newSchemaPulledAnew:
      PlantedStory(
        "A device that lacks the schema is sent all rows anew.", "Corrosion's outage after a nullable column")
    case .tooOldThoughtInStep:
      PlantedStory(
        "A program that is too old to be given rows is told that it has them all.", "Dexie Cloud issues/2331")
    }
  }
}
