import SyncSession

extension UploadOnly {
  /// That the program is too old, and what to do.
  public func words(program: Int) -> Phrase {
    guard let neededProgram else {
      return
        "this Godwit cannot read what the server's newer version sends: your work is handed in, and nothing new comes; "
        + "update Godwit"
    }
    return
      "this Godwit is too old (version \(program) of the schema, the office asks for \(neededProgram)): "
      + "your work is handed in, and nothing new comes; update Godwit"
  }
}
