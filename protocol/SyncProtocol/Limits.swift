/// Every limit of the protocol, and the only place where they stand in code; SPEC.md lists the same.
public enum Limits {
  /// A frame's payload as sent.
  public static let frameBytesMax = 16 << 20
  /// A frame's payload after decompression.
  public static let frameRawBytesMax = 64 << 20
  /// One encoded change set; less than a frame, so that a request with it alone always fits.
  public static let changeSetBytesMax = 15 << 20
  public static let changeSetRowsMax = 50_000
  /// Cells in one change set, all rows together; also the elements of sets in one column.
  public static let changeSetCellsMax = 1_000_000
  /// The texts and blobs of one change set, each counted as often as it is written.
  public static let changeSetValueBytesMax = 64 << 20
  /// Other devices in a context.
  public static let contextDevicesMax = 10_000
  /// Change sets in one request, and their bytes together. One alone may be larger.
  public static let requestChangeSetsMax = 10_000
  public static let requestChangeSetBytesMax = 8 << 20
  /// Row changes and cells of one request together. What goes beyond is not looked at, and gets no result yet.
  public static let requestCellsMax = 1_000_000
  /// Delta in one reply, before compression: the default and the most that a device may ask for.
  public static let deltaBytesDefault = 1 << 20
  public static let deltaBytesMax = 8 << 20
  /// Rows, and cells of all rows together, in one delta.
  public static let deltaRowsMax = 4 << 20
  public static let deltaCellsMax = 16 << 20
  /// One text or blob.
  public static let valueBytesMax = 1 << 20
  public static let tablesMax = 250
  public static let columnsMax = 62
  public static let scopesMax = 10_000
  /// The schema as JSON.
  public static let schemaBytesMax = 1 << 20
  public static let nameBytesMax = 200
  public static let messageBytesMax = 2_000
  /// Remarks on one change set.
  public static let remarksMax = 100
  public static let rangesMax = 4_096
  /// The version of a schema, by which programs are told apart.
  public static let programMax = 1_000_000
  /// How far a request's time may be from the server's.
  public static let requestSkewMillisecondsMax: Int64 = 300_000
}
