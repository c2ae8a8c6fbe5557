import ChangeModel
import SyncProtocol

/// The change sets of one request, decoded before they stand in the queue, so that the one writer need not do it.
public struct PreparedPush: Sendable {
  /// One change set as it came.
  public struct Item: Sendable {
    public var bytes: [UInt8]
    /// Tells a repetition from another change set under the same dot.
    public var payload: Digest
    /// The change set, or why it cannot be taken whatever the data are.
    public var content: Result<ChangeSet, Rejection>

    /// Whether the device splits it when it is rejected.
    var isUnion: Bool { (try? content.get().isUnion) ?? false }
  }

  public var device: DeviceNumber
  /// Those in front that are not too much at once.
  public var items: [Item] = []
  /// All results up to this sequence are durable on the device.
  public var acknowledged: Sequence
  /// The device holds everything up to this position.
  public var base: Position
  /// The furthest position of which the device knows.
  public var reached: Position
  public var epoch: UInt64
  /// The ticket that the device showed.
  public var ticket: UInt64
  /// About the memory that the decoded change sets take, by which a group of pushes is bounded.
  public var byteCount: Int
  /// What must be added to the device's stamps, in milliseconds; 0 unless its clock is clearly wrong.
  public var offsetMilliseconds: Int64

  /// - Parameters:
  ///   - now: the server's time when the request came, in milliseconds since 1970 UTC.
  ///   - schema: the server's, when the device has another one; what goes beyond it waits on the device until the server is
  ///     upgraded.
  ///   - cellsMax: how many row changes and cells are taken together; the first change set is taken in any case.
  public init(
    _ request: SyncRequest, device: DeviceNumber, now: Int64, schema: Schema? = nil,
    cellsMax: Int = Limits.requestCellsMax
  ) {
    self.device = device
    var size = PushSize()
    for bytes in request.changeSets {
      let item = Self.item(bytes, device: device)
      if let schema, case .success(let changeSet) = item.content, changeSet.exceeds(schema) { break }
      let larger = size + PushSize(item)
      // A few bytes may stand for very many cells. What is too much at once waits on the device: it gets no result.
      if !items.isEmpty, larger.cells > cellsMax || larger.valueBytes > Limits.changeSetValueBytesMax {
        break
      }
      items.append(item)
      size = larger
    }
    byteCount = size.memory
    acknowledged = request.acknowledged
    base = request.base
    reached = SyncChecks.reached(request)
    epoch = request.epoch
    ticket = request.ticket
    offsetMilliseconds = ClockOffset.correction(server: now, device: request.deviceTime)
  }

  private static func item(_ bytes: [UInt8], device: DeviceNumber) -> Item {
    Item(bytes: bytes, payload: payload(of: bytes), content: content(of: bytes, device: device))
  }

  /// The hash of an encoded change set.
  public static func payload(of bytes: [UInt8]) -> Digest {
    var hash = SipHash()
    hash.append(contentsOf: bytes)
    return hash.finish()
  }

  private static func content(of bytes: [UInt8], device: DeviceNumber) -> Result<ChangeSet, Rejection> {
    guard bytes.count <= Limits.changeSetBytesMax else {
      return .failure(
        Rejection(
          .tooLarge, "The change set has more than \(Limits.changeSetBytesMax) bytes. Make smaller transactions."))
    }
    let changeSet: ChangeSet
    do {
      changeSet = try ChangeSetCodec.decode(bytes)
    } catch {
      let code: Rejection.Code = error.code == .tooLarge ? .tooLarge : .malformed
      return .failure(Rejection(code, "The change set cannot be read: \(error.message)"))
    }
    guard changeSet.dot.device == device else {
      return .failure(Rejection(.malformed, "The change set names another device as its maker."))
    }
    guard changeSet.changes.count <= Limits.changeSetRowsMax else {
      return .failure(
        Rejection(.tooLarge, "The change set has more than \(Limits.changeSetRowsMax) rows. Make smaller transactions.")
      )
    }
    guard PushSize(changeSet, bytes: bytes.count).valueBytes <= Limits.changeSetValueBytesMax else {
      return .failure(
        Rejection(
          .tooLarge,
          "The texts of the change set have more than \(Limits.changeSetValueBytesMax) bytes together. "
            + "Make smaller transactions."))
    }
    return .success(changeSet)
  }
}
