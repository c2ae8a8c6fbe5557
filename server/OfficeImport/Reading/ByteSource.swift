/// Bytes that come in pieces.
public protocol ByteSource {
  /// The next bytes, at least one; nil at the end.
  mutating func next() throws -> [UInt8]?
}

/// Bytes that are in memory.
public struct MemorySource: ByteSource {
  private var pieces: ArraySlice<[UInt8]>

  public init(_ pieces: [[UInt8]]) {
    self.pieces = pieces.filter { !$0.isEmpty }[...]
  }

  public mutating func next() -> [UInt8]? { pieces.popFirst() }
}
