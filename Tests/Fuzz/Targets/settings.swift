extension Targets {
  /// Reads any bytes as postern.yaml, twice: a second file adds to the first.
  static func settings(_ bytes: [UInt8]) {
    var reader = SettingsReader()
    reader.read(bytes, file: "postern.yaml")
    let first = reader.settings
    Walk.check(reader.diagnostics)
    precondition(first.accountNames.keys.allSatisfy(isAccountID))
    let status = reader.files.first?.status
    precondition((status == .read) == reader.diagnostics.isEmpty)
    reader.read(bytes, file: "again.yaml")
    precondition(reader.settings.accountNames == first.accountNames)
    precondition(reader.settings.starts.count == 2 * first.starts.count)
  }
}
