extension EnrolRequest {
  static let publicKeyBytes = 32

  func write(to writer: inout ByteWriter) {
    writer.write(text: code)
    writer.write(blob: publicKey)
    writer.write(text: deviceName)
  }

  init(from reader: inout ByteReader) throws(ProtocolError) {
    let code = try reader.readText(max: Limits.nameBytesMax)
    let publicKey = try reader.readBlob(max: Limits.nameBytesMax)
    guard publicKey.count == Self.publicKeyBytes else {
      throw .malformed("a public key has \(publicKey.count) bytes instead of \(Self.publicKeyBytes)")
    }
    self.init(code: code, publicKey: publicKey, deviceName: try reader.readText(max: Limits.nameBytesMax))
  }
}
