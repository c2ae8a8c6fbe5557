/// The seeds that failed once, and are played for ever: one a line, as `small 21  # what it found`.
public enum SeedFile {
  public struct Fault: Error, CustomStringConvertible {
    public var description: String
  }

  /// - Throws: `Fault` for a line that is no seed.
  public static func parse(_ text: String) throws -> [SimulationOptions] {
    try text.split(separator: "\n").compactMap { line in
      let words = line.prefix { $0 != "#" }.split(separator: " ")
      if words.isEmpty { return nil }
      guard words.count == 2, let size = SimulationOptions.Size(rawValue: String(words[0])), let seed = UInt64(words[1])
      else { throw Fault(description: "not a seed: \"\(line)\"; a line is `small 21` or `large 7`, with a # remark") }
      return SimulationOptions.drawn(seed: seed, size: size)
    }
  }
}
