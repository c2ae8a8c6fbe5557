import PlantedBugs

/// How far a device's clock is off, as far as it matters.
enum ClockOffset {
  /// Smaller differences are the network's, and the stamps are left alone.
  static let toleratedMilliseconds: Int64 = 2_000

  /// What must be added to the device's stamps, in milliseconds; 0 while the difference is tolerated.
  static func correction(server: Int64, device: Int64) -> Int64 {
    if PlantedBug.clockErrorUncorrected.isOn { return 0 }
    let (offset, overflow) = server.subtractingReportingOverflow(device)
    if overflow { return device < 0 ? .max : -.max }
    return offset.magnitude > UInt64(toleratedMilliseconds) ? offset : 0
  }
}
