import Foundation
import SyncProtocol
import Yardstick

/// Laptops of one company, with the keys with which they sign.
struct Fleet {
  struct Member: Sendable {
    let laptop: Laptop
    let credentials: Credentials

    func office(port: Int) throws -> HTTPOffice {
      try HTTPOffice(port: port, credentials, laptop.enrolment)
    }
  }

  let members: [Member]

  /// Enrols so many devices of as many users.
  init(_ count: Int, in company: Company, named name: String = "rep") throws {
    members = try (0..<count).map { number in
      let credentials = Credentials()
      return Member(
        laptop: try company.laptop("\(name)-\(number)", publicKey: credentials.publicKey), credentials: credentials)
    }
  }

  /// All replicas hold what the server holds: a figure of something that went wrong is none.
  func prove(in folder: URL) throws {
    let company = try Company(opening: folder, environment: .system)
    try prove(with: company)
    try company.close()
  }

  func prove(with company: Company) throws {
    for member in members {
      _ = try member.laptop.sync(with: company)
      let expected = try company.service.digests(device: member.laptop.device).digests
      guard try member.laptop.replica.digests().filter({ $0.count > 0 }) == expected.filter({ $0.count > 0 }) else {
        throw WorkloadError("the replica of \(member.laptop.path) differs from the server: nothing here counts")
      }
    }
  }
}
