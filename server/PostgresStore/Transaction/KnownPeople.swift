import ChangeModel
import HubStore

/// The results of a device from a sequence on, ascending.
struct KnownResults {
  var first: Sequence
  var list: [StoredResult] = []
}

/// What a transaction fetched ahead, because it was told that it would be asked for.
struct KnownPeople {
  /// nil stands for a device that is not there.
  var devices: [DeviceNumber: DeviceRecord?] = [:]
  /// nil stands for a user who is not there.
  var users: [Int64: UserRecord?] = [:]
  /// All results of a device from a sequence on.
  var results: [DeviceNumber: KnownResults] = [:]
}
