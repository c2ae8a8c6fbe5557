/// Something that takes bytes from outside, with the properties that must hold whatever they are.
struct Decoder: Sendable {
  var name: String
  /// Its part of a run's executions, against the shares of the others.
  var share: Int
  /// The longest input that is tried.
  var bytesMax: Int
  /// Inputs from which the search starts.
  var seeds: @Sendable (Vectors) -> [[UInt8]]
  /// Decodes, and ends the process if a property does not hold.
  var take: @Sendable ([UInt8]) -> Void

  init(
    _ name: String, share: Int, bytesMax: Int = 256, seeds: @escaping @Sendable (Vectors) -> [[UInt8]],
    take: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.name = name
    self.share = share
    self.bytesMax = bytesMax
    self.seeds = seeds
    self.take = take
  }

  /// The slowest first, so that two processes end together.
  static let all = work + texts + office + stored + wire
}
