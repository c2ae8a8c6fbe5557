import ArgumentParser

/// What is measured, in parts that can be asked for alone.
enum Part: String, CaseIterable, ExpressibleByArgument {
  /// The workload on plain SQLite and through Godwit, in this process.
  case day
  /// Pushes over HTTP: thousands of rows, and twenty.
  case pushes
  /// First downloads over HTTP.
  case downloads
  /// An edit on its way from one replica to another.
  case sight
  /// Thousands of devices that listen.
  case live
  /// All devices at once in the morning.
  case storm
  /// First downloads that are killed on the way.
  case resume
  /// Servers on PostgreSQL, beside PostgreSQL alone.
  case postgres
  /// How costs grow with rows, devices, history, weeks offline and territories.
  case scale
}
