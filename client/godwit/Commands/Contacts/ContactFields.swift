import ArgumentParser
import ChangeModel
import FieldClient

/// The columns of a contact that a rep may write.
struct ContactFields: ParsableArguments {
  @Option(help: "Name.") var name: String?
  @Option(help: "What the person does there.") var role: String?
  @Option(help: "decides, influences, uses, blocks or none.") var influence: String?
  @Option(help: "Phone.") var phone: String?
  @Option(help: "Mail address.") var email: String?
  @Option(help: "Birthday, YYYY-MM-DD.") var birthDate: String?
  @Option(help: "Notes.") var notes: String?
  @Option(help: "The person to ask first.") var primary: YesNo?

  var cells: Cells {
    var cells = Cells()
    let texts = [
      ("name", name), ("role", role), ("influence", influence), ("phone", phone), ("email", email),
      ("birth_date", birthDate), ("notes", notes),
    ]
    for (column, text) in texts { cells.set(column, text) }
    if let primary { cells["is_primary"] = primary.value }
    return cells
  }
}
