import ChangeModel
import Foundation

/// What is left in a home whose device was revoked: whose it was, and when everything else in it was erased.
///
/// It is written before the first file goes, so that an erasure that was cut off is brought to its end.
public struct Farewell: Codable, Hashable, Sendable {
  public var device: DeviceNumber
  public var org: String
  public var rep: String
  public var server: String
  /// Milliseconds since 1970 UTC.
  public var at: Int64

  /// The note in a home; nil when there is none.
  public static func load(from home: HomeFolder) throws -> Farewell? {
    guard let bytes = try DurableFile.read(home.farewellPath) else { return nil }
    return try? JSONDecoder().decode(Farewell.self, from: Data(bytes))
  }

  func save(in home: HomeFolder) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try DurableFile.write(Array(try encoder.encode(self)), to: home.farewellPath, mode: 0o600)
  }

  /// What a command says that finds nothing else.
  public var fault: FieldError {
    FieldError(
      .failed,
      "the office revoked this device: what was written here was handed in, and everything was erased; "
        + "ask the office for a new code, and join with it")
  }
}
