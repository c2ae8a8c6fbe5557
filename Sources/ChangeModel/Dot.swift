/// A device's number in its org; 0 is nobody, 1 is the server's own office device.
public typealias DeviceNumber = Int64

/// The place of a change set among one device's own: 1, 2, 3, ...
public typealias Sequence = Int64

/// A place in the org's one log of accepted change sets; 0 is before the first.
public typealias Position = Int64

/// The name of a change set: who made it, and which of the maker's it is.
public struct Dot: Hashable, Comparable, Sendable {
  public var device: DeviceNumber
  public var sequence: Sequence

  public init(device: DeviceNumber, sequence: Sequence) {
    self.device = device
    self.sequence = sequence
  }

  public static func < (left: Dot, right: Dot) -> Bool {
    (left.device, left.sequence) < (right.device, right.sequence)
  }
}

/// An accepted write as a merge needs to know it: its dot, where the log has it, and its stamp.
public struct Write: Hashable, Sendable {
  public var dot: Dot
  public var position: Position
  public var stamp: Stamp

  public init(dot: Dot, position: Position, stamp: Stamp) {
    self.dot = dot
    self.position = position
    self.stamp = stamp
  }

  /// The total order that breaks ties among concurrent writes: stamp, then device, then sequence.
  public func isLater(than other: Write) -> Bool {
    (stamp, dot.device, dot.sequence) > (other.stamp, other.dot.device, other.dot.sequence)
  }
}
