import ArgumentParser
import ChangeModel
import FieldClient
import Foundation

struct VisitAttach: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Attach a photo, a signature or a paper to a visit.")

  @Argument(help: "The visit's ID, or its customer for the last visit.") var visit: String
  @Argument(help: "The file, at most 1 MiB.") var file: String?
  @Option(help: "photo, signature or document.") var kind = "photo"
  @Option(help: "What it shows, or who signed.") var name: String?
  @Option(help: "Where it is, in place of a file.") var location: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    guard ["photo", "signature", "document"].contains(kind) else {
      throw FieldError(.usage, "--kind is photo, signature or document")
    }
    var cells = Cells()
    cells.set("kind", kind)
    cells.set("name", name ?? file.map { URL(filePath: $0).lastPathComponent })
    cells.set("media_type", file.flatMap(Self.mediaType))
    cells.set("location", location)
    let content = try file.map { path in
      guard let data = FileManager.default.contents(atPath: path) else {
        throw FieldError(.failed, "cannot read \(path): is it there, and yours to read?")
      }
      return [UInt8](data)
    }
    common.printer.show(
      try AttachmentBook(common.desk()).add(visit: visit, cells, content: content), AttachmentShapes.card)
  }

  /// By the end of the file's name.
  private static func mediaType(of path: String) -> String? {
    switch URL(filePath: path).pathExtension.lowercased() {
    case "jpg", "jpeg": "image/jpeg"
    case "png": "image/png"
    case "heic": "image/heic"
    case "svg": "image/svg+xml"
    case "pdf": "application/pdf"
    default: nil
    }
  }
}

struct VisitAttachments: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attachments", abstract: "List what is attached to a visit, or save one.")

  @Argument(help: "The visit's ID, or its customer for the last visit.") var visit: String
  @Option(help: "Save this attachment.") var save: String?
  @Option(help: "Where to.") var to: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let book = AttachmentBook(try common.desk())
    guard let save else {
      return common.printer.list(try book.list(visit: visit), AttachmentShapes.list, empty: "nothing is attached")
    }
    guard let to else { throw FieldError(.usage, "say where to save it: --to FILE") }
    guard !FileManager.default.fileExists(atPath: to) else {
      throw FieldError(.failed, "\(to) exists: name another file")
    }
    let bytes = try book.content(save)
    do { try Data(bytes).write(to: URL(filePath: to)) } catch {
      throw FieldError(.failed, "cannot write \(to): is the folder there, and yours to write?")
    }
    if common.json {
      return common.printer.document(.object([("saved", .string(to)), ("bytes", JSON(bytes.count))]))
    }
    common.printer.say("saved \(bytes.count) bytes to \(to)")
  }
}

/// How attachments are shown.
enum AttachmentShapes {
  static let list = [
    Field("TAKEN", "taken_at", .moment), Field("KIND", "kind"), Field("NAME", "name"), Field("TYPE", "media_type"),
    Field("BYTES", "bytes", .number), Field("WHERE", "location"), Field("ID", "id", .shortID),
  ]
  static let card = [
    Field("name", "name"), Field("id", "id", .id), Field("kind", "kind"), Field("type", "media_type"),
    Field("bytes", "bytes", .number), Field("where", "location"), Field("taken", "taken_at", .moment),
    Field("customer", "customer"),
  ]
}
