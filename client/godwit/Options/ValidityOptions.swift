import ArgumentParser
import FieldClient

/// From when until when something holds.
struct ValidityOptions: ParsableArguments {
  @Option(help: "From when it holds (default: at once).") var from: String?
  @Option(help: "Until when it holds; a day counts whole (default: for ever).") var until: String?

  func cells() throws -> Cells {
    let begin = try moment(from, option: "--from")
    let end = try endMoment(until, option: "--until")
    if let begin, let end, begin >= end {
      throw FieldError(.usage, "it would end before it begins: check --from and --until")
    }
    var cells = Cells()
    cells.set("valid_from", begin)
    cells.set("valid_until", end)
    return cells
  }
}

/// Reads an end that a person wrote: a bare day is meant whole, so it ends with the next midnight.
func endMoment(_ text: String?, option: String) throws -> Int64? {
  guard let text, let time = try moment(text, option: option) else { return nil }
  let isDay = !text.contains(":") && text.lowercased() != "now"
  let dayAndAHalf: Int64 = 129_600_000
  return isDay ? Moment.midnight(time + dayAndAHalf) : time
}
