import ChangeModel
import Foundation
import Testing

@testable import SyncProtocol

/// The golden files: decoding gives the value, encoding gives the bytes.
struct VectorTests {
  @Test func messagesAreAsReleased() throws {
    for (name, about, value) in VectorValues.messages {
      let frame = Frame.encode(value)
      if VectorFile.isRewriting {
        let fields = [(key: "payload", text: Self.hex(Self.payload(of: value)))]
        try VectorFile(name: name, about: about, fields: fields, bytes: frame, value: ValueText.lines(value))
          .write(to: "messages")
      }
      let released = try VectorFile.readBytes("messages", name)
      #expect(try Frame.decode(released) == value, "\(name)")
      let text = try String(contentsOf: VectorFile.url("messages", name), encoding: .utf8)
      #expect(text.contains("payload: \(Self.hex(Self.payload(of: value)))\n"), "\(name)")
      #expect(text.contains(ValueText.lines(value).split(separator: "\n").joined(separator: "\n  ")), "\(name)")
      // Deflate leaves the compressor free; only what it made of the payload is fixed.
      if frame[4] == Frame.Codec.stored.rawValue { #expect(frame == released, "\(name)") }
      #expect(try Frame.decode(frame) == value, "\(name)")
    }
  }

  @Test func changeSetsAreAsReleased() throws {
    for (name, about, value) in VectorValues.changeSets {
      let bytes = ChangeSetCodec.encode(value)
      if VectorFile.isRewriting {
        try VectorFile(name: name, about: about, bytes: bytes, value: ValueText.lines(value)).write(to: "change-sets")
      }
      #expect(try VectorFile.readBytes("change-sets", name) == bytes, "\(name)")
      #expect(try ChangeSetCodec.decode(bytes) == value, "\(name)")
    }
  }

  @Test func deltasAreAsReleased() throws {
    for (name, about, value) in VectorValues.deltas {
      let bytes = DeltaCodec.encode(value)
      if VectorFile.isRewriting {
        try VectorFile(name: name, about: about, bytes: bytes, value: ValueText.lines(value)).write(to: "deltas")
      }
      #expect(try VectorFile.readBytes("deltas", name) == bytes, "\(name)")
      #expect(try DeltaCodec.decode(bytes) == value, "\(name)")
    }
  }

  @Test func invalidBytesAreRefusedWithTheirCode() throws {
    for vector in InvalidVectors.all {
      if VectorFile.isRewriting {
        let fields = [(key: "as", text: vector.form.rawValue), (key: "error", text: "\(vector.code)")]
        try VectorFile(name: vector.name, about: vector.about, fields: fields, bytes: vector.bytes)
          .write(to: "invalid")
      }
      #expect(try VectorFile.readBytes("invalid", vector.name) == vector.bytes, "\(vector.name)")
      let error = #expect(throws: ProtocolError.self, "\(vector.name)") { try vector.decode() }
      #expect(error?.code == vector.code, "\(vector.name): \(error?.message ?? "")")
    }
  }

  @Test func presetDictionaryIsAsReleased() throws {
    if VectorFile.isRewriting {
      try VectorFile(name: "1", about: "The preset dictionary of codec 2.", bytes: PresetDictionary.one)
        .write(to: "dictionaries")
    }
    #expect(try VectorFile.readBytes("dictionaries", "1") == PresetDictionary.one)
  }

  /// No file may be there that no test plays.
  @Test func everyFileIsPlayed() throws {
    let played = [
      "messages": VectorValues.messages.map(\.name), "change-sets": VectorValues.changeSets.map(\.name),
      "deltas": VectorValues.deltas.map(\.name), "invalid": InvalidVectors.all.map(\.name), "dictionaries": ["1"],
    ]
    for (folder, names) in played {
      let files = try FileManager.default.contentsOfDirectory(
        atPath: VectorFile.root.appendingPathComponent(folder).path)
      #expect(files.sorted() == names.map { $0 + ".txt" }.sorted())
    }
  }

  /// A change to a released file is a change of the protocol: it needs a new wire version, and new files beside these.
  @Test func releasedFilesAreFrozen() throws {
    var hash = SipHash()
    for folder in ["change-sets", "deltas", "dictionaries", "invalid", "messages"] {
      let path = VectorFile.root.appendingPathComponent(folder).path
      for file in try FileManager.default.contentsOfDirectory(atPath: path).sorted() {
        hash.append(folder + "/" + file)
        hash.append(contentsOf: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + file))))
      }
    }
    #expect(hash.finish().description == "295e9c31f3a62483cfe48284c8075801")
  }

  static func payload(of message: Message) -> [UInt8] {
    var writer = ByteWriter()
    message.writePayload(to: &writer)
    return writer.bytes
  }

  static func hex(_ bytes: [UInt8]) -> String { bytes.map { VectorFile.hex($0) }.joined() }
}
