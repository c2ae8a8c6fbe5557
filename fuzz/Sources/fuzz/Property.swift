import Foundation

/// Ends the process with a word if a property does not hold; libFuzzer then keeps the input.
func require(_ holds: Bool, _ property: @autoclosure () -> String) {
  if holds { return }
  say("PROPERTY: \(property())")
  abort()
}

/// Writes a line to standard error.
func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

/// What can be decoded can be encoded, and then gives the same value and the same bytes again.
func requireCanonical<Value: Equatable>(
  _ bytes: [UInt8], decode: ([UInt8]) throws -> Value, encode: (Value) throws -> [UInt8]
) {
  guard let value = try? decode(bytes) else { return }
  guard let encoded = try? encode(value) else { return require(false, "what was decoded can be encoded") }
  do {
    let again = try decode(encoded)
    require(again == value, "the value comes back")
    require(try encode(again) == encoded, "the bytes come back")
  } catch {
    require(false, "what was encoded can be decoded: \(error)")
  }
}

/// Whether two texts are the same bytes; Swift's own equality takes canonically equivalent ones for equal.
func isSame(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }
