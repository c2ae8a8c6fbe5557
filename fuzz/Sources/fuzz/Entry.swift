import Foundation

/// libFuzzer's own main function, in another name.
@_silgen_name("LLVMFuzzerRunDriver")
private func runLibFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ take: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The program's entry, under the name that the package manager links an executable's main function to. It is written
/// out because libFuzzer would bring its own.
@_cdecl("fuzz_main")
public func fuzzMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
  let words = CommandLine.arguments
  switch words.dropFirst().first {
  case "list":
    for decoder in Decoder.all { print(decoder.name, decoder.share, decoder.bytesMax, separator: "\t") }
    return 0
  case "seeds" where words.count == 4:
    return writeSeeds(vectors: words[2], corpora: words[3])
  case "run" where words.count >= 3:
    guard let decoder = Decoder.all.first(where: { $0.name == words[2] }) else { break }
    return fuzz(decoder, skipping: 2, count, arguments)
  default: break
  }
  say(
    """
    Usage: fuzz list                          names, shares and sizes of the decoders
           fuzz seeds VECTORS CORPORA         writes each decoder's first inputs below a folder
           fuzz run DECODER [libFuzzer's options, folders or files]
    """)
  return 2
}

/// What libFuzzer is to call; set once, before it starts.
nonisolated(unsafe) private var chosen: @Sendable ([UInt8]) -> Void = { _ in }

private func fuzz(
  _ decoder: Decoder, skipping: Int, _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  guard let arguments else { return 2 }
  chosen = decoder.take
  // libFuzzer sees the program's name and what follows the decoder's.
  arguments[skipping] = arguments[0]
  var rest: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = arguments + skipping
  var restCount = count - CInt(skipping)
  return runLibFuzzer(&restCount, &rest) { bytes, size in
    chosen(Array(UnsafeBufferPointer(start: bytes, count: size)))
    return 0
  }
}

private func writeSeeds(vectors: String, corpora: String) -> CInt {
  do {
    let vectors = try Vectors(folder: vectors)
    for decoder in Decoder.all {
      let folder = URL(fileURLWithPath: corpora).appendingPathComponent(decoder.name)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (number, seed) in decoder.seeds(vectors).enumerated() {
        try Data(seed.prefix(decoder.bytesMax)).write(to: folder.appendingPathComponent("seed-\(number)"))
      }
    }
    return 0
  } catch {
    say("The seeds were not written: \(error)")
    return 1
  }
}
