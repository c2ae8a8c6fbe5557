extension Setting {
  /// What holds, as a SQL expression over the table `settings`: the same reading as `Settings`.
  var sql: String {
    """
    coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE key = '\(key)'
        AND value = CAST(CAST(value AS INTEGER) AS TEXT)
        AND CAST(value AS INTEGER) BETWEEN \(range.lowerBound) AND \(range.upperBound)), \(fallback))
    """
  }
}
