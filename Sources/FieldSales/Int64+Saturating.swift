extension Int64 {
  /// The sum, or the greatest or least number when it does not fit.
  public func saturatingSum(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }
}
