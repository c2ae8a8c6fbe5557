import ChangeModel

/// A change set as the server takes it: with who sent it, and how far the sender's clock is off.
public struct Submission: Sendable {
  public var changeSet: ChangeSet
  public var actor: Actor
  /// Server time less device time, in milliseconds; 0 when the device's clock is right.
  public var offsetMilliseconds: Int64
  /// The highest stamp admitted from the device so far.
  public var lastStamp: Stamp
  /// What the actor had the right to until lately; nil while nobody asked, because hardly any change set needs it.
  public var former: FormerRights?

  public init(
    changeSet: ChangeSet, actor: Actor, offsetMilliseconds: Int64 = 0, lastStamp: Stamp = .zero,
    former: FormerRights? = nil
  ) {
    self.changeSet = changeSet
    self.actor = actor
    self.offsetMilliseconds = offsetMilliseconds
    self.lastStamp = lastStamp
    self.former = former
  }
}

/// What became of a submission.
public struct Merged: Hashable, Sendable {
  public var result: ChangeResult
  /// The stamp under which it was merged; the next `lastStamp` of its device.
  public var stamp: Stamp
  /// Whether everything stands exactly as its maker has it, so that nothing need be put right there.
  public var isAsSent: Bool

  public init(result: ChangeResult, stamp: Stamp, isAsSent: Bool = false) {
    self.result = result
    self.stamp = stamp
    self.isAsSent = isAsSent
  }
}
