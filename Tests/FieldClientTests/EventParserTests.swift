import Testing

@testable import FieldClient

@Suite struct EventParserTests {
  private let stream =
    ": hello\n\nevent: position\ndata: {\"position\": 12}\n\nevent:position\ndata:x\r\ndata: y\r\n\r\n"
  private let events = [
    EventParser.Event(name: "position", data: "{\"position\": 12}"), EventParser.Event(name: "position", data: "x\ny"),
  ]

  @Test func wholeStreamGivesItsEvents() {
    var parser = EventParser()
    #expect(parser.take(stream.utf8) == events)
  }

  @Test func anyCutGivesTheSameEvents() {
    let bytes = Array(stream.utf8)
    for cut in bytes.indices {
      var parser = EventParser()
      #expect(parser.take(bytes[..<cut]) + parser.take(bytes[cut...]) == events, "cut at \(cut)")
    }
  }

  @Test func carriageReturnsAloneEndLines() {
    var parser = EventParser()
    #expect(parser.take("data: 1\r\rdata: 2\r\r".utf8).map(\.data) == ["1", "2"])
  }

  @Test func anEventWithoutDataIsNone() {
    var parser = EventParser()
    #expect(parser.take("event: position\n\n: comment\n\n".utf8).isEmpty)
  }

  @Test func anOverlongLineDropsItsEventOnly() {
    var parser = EventParser()
    let long = "data: " + String(repeating: "x", count: EventParser.lineBytesMax) + "\n\n"
    #expect(parser.take(long.utf8).isEmpty)
    #expect(parser.take("data: 1\n\n".utf8).map(\.data) == ["1"])
  }

  @Test func onlyAPositionIsAPosition() {
    #expect(LiveStream.position(in: "{\"position\": 12}") == 12)
    for data in ["", "12", "{}", "{\"position\": \"12\"}", "<html>", "{\"position\": 1e40}"] {
      #expect(LiveStream.position(in: data) == nil, "\(data)")
    }
  }
}
