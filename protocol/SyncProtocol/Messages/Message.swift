/// Any message; SPEC.md has the table of them.
public enum Message: Hashable, Sendable {
  case enrolRequest(EnrolRequest)
  case enrolReply(EnrolReply)
  case syncRequest(SyncRequest)
  case syncReply(SyncReply)
  case digestRequest(DigestRequest)
  case digestReply(DigestReply)
  case rangeRequest(RangeRequest)
  case rangeReply(RangeReply)
  case rejoinRequest(RejoinRequest)
  case rejoinReply(RejoinReply)
  case error(ErrorReply)
}
