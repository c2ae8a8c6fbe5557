import HubStore

/// How long an org keeps what is deleted for devices that do not come by: after it they are sleepers.
public enum GarbageRetention {
  /// Half a year: longer than a parental leave's first half, shorter than anybody misses a laptop.
  public static let defaultMilliseconds: Int64 = 180 * dayMilliseconds
  public static let daysMax = 3_650
  static let dayMilliseconds: Int64 = 86_400_000
  private static let key = "garbage.retention"

  static func milliseconds(in store: any HubReading) throws -> Int64 {
    guard let property = try store.properties(withPrefix: key).first(where: { $0.key == key }),
      let kept = Int64(String(decoding: property.value, as: UTF8.self)), kept >= 0
    else { return defaultMilliseconds }
    return kept
  }

  static func save(_ milliseconds: Int64, at now: Int64, in store: any HubWriting) throws {
    try store.save(properties: [StoreProperty(key: key, value: Array(String(milliseconds).utf8), at: now)])
  }
}
