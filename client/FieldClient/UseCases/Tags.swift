import Foundation

/// A set of texts as replicas keep it: a JSON array.
public enum Tags {
  /// The texts; none for NULL or for what is no JSON array of texts.
  public static func read(_ text: String?) -> [String] {
    text.flatMap { try? JSONDecoder().decode([String].self, from: Data($0.utf8)) } ?? []
  }

  /// The JSON array, ascending and without repetition.
  public static func write(_ tags: [String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let data = (try? encoder.encode(Array(Set(tags)).sorted())) ?? Data("[]".utf8)
    return String(decoding: data, as: UTF8.self)
  }

  /// The JSON array in the given order.
  static func array(_ texts: [String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return String(decoding: (try? encoder.encode(texts)) ?? Data("[]".utf8), as: UTF8.self)
  }

  /// The array with some texts more and some fewer.
  static func changed(_ text: String?, adding added: [String], removing removed: [String]) -> String {
    write(read(text).filter { !removed.contains($0) } + added)
  }
}
