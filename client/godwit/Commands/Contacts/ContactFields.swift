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
  @Option(help: "How they think of us: for, neutral or against.") var attitude: String?
  @Option(help: "What they like to talk about.") var interests: String?
  @Option(help: "Agreed to calls.") var consentPhone: YesNo?
  @Option(help: "Agreed to mails.") var consentEmail: YesNo?
  @Option(help: "Agreed to messages.") var consentMessage: YesNo?

  var cells: Cells {
    var cells = Cells()
    let texts = [
      ("name", name), ("role", role), ("influence", influence), ("phone", phone), ("email", email),
      ("birth_date", birthDate), ("notes", notes), ("attitude", attitude),
      ("interests", interests),
    ]
    for (column, text) in texts { cells.set(column, text) }
    if let primary { cells["is_primary"] = primary.value }
    let consents = [
      ("consent_phone", consentPhone), ("consent_email", consentEmail), ("consent_message", consentMessage),
    ]
    for (column, consent) in consents { if let consent { cells[column] = consent.value } }
    return cells
  }
}
