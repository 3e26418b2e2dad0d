import Documents
import Environment
import Policy
import YAMLDocuments

/// Reads `postern.yaml`: what no cloud knows and an organisation says of itself. What cannot be
/// understood becomes a diagnostic, and the rest counts.
struct SettingsReader {
  var settings = Settings()
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var files: [Coverage.File] = []
  private var hasOwnTrainingData = false

  /// Reads the file at a snapshot's root.
  mutating func read(_ file: InputFile, options: IngestOptions) {
    do {
      let bytes = try FileSystem.read(file.location, maximumSize: options.maximumFileSize)
      read(bytes, file: file.shown)
    } catch {
      diagnostics.append(error.diagnostic(for: file))
      files.append(Coverage.File(path: file.shown, status: .broken, note: "the settings"))
    }
  }

  /// Reads a file's bytes. A second file adds to the first.
  mutating func read(_ bytes: [UInt8], file: String) {
    let count = diagnostics.count
    do {
      read(try YAMLReader.parse(bytes, file: file).root)
      let status: Coverage.FileStatus = diagnostics.count > count ? .partly : .read
      files.append(Coverage.File(path: file, status: status, note: "the settings"))
    } catch {
      diagnostics.append(error.diagnostic)
      files.append(Coverage.File(path: file, status: .broken, note: "the settings"))
    }
  }

  static let keys = [
    "accepted_risks", "accounts", "attacker", "starts", "targets", "training_data",
  ]

  private mutating func read(_ root: JSONValue) {
    guard !root.isNull else { return }
    guard let members = members(of: root, "the settings") else { return }
    for (key, value) in members {
      switch key {
      case "accepted_risks": readAcceptedRisks(value)
      case "accounts": readAccounts(value)
      case "attacker": readAttacker(value)
      case "starts": settings.starts += identifiers(value, key)
      case "targets": settings.targets += identifiers(value, key)
      case "training_data": readTrainingData(value)
      default: unknown(key, SettingsReader.keys, value)
      }
    }
  }

  private mutating func readAccounts(_ value: JSONValue) {
    for (id, name) in members(of: value, "\"accounts\"") ?? [] {
      guard isAccountID(id) else {
        warn(
          "settings.value", "expected an account id of 12 digits, found \"\(id.prefix(60))\"",
          "write it in quotes, with leading zeros", name)
        continue
      }
      if let name = text(name, "an account's name") { settings.accountNames[id] = name }
    }
  }

  private mutating func readAttacker(_ value: JSONValue) {
    guard let word = text(value, "an attacker") else { return }
    let known = Attacker.allCases.map(\.rawValue)
    if let attacker = Attacker(rawValue: word) {
      settings.attacker = attacker
    } else {
      let near = NearWords.nearest(to: word, among: known)
      warn(
        "settings.value", "expected an attacker, found \"\(word.prefix(60))\"",
        near.map { "did you mean \"\($0)\"?" }
          ?? "the attackers are \(known.joined(separator: ", "))", value)
    }
  }

  private mutating func readTrainingData(_ value: JSONValue) {
    let known = ["tags", "names"]
    for (key, value) in members(of: value, "\"training_data\"") ?? [] {
      guard known.contains(key) else {
        unknown(key, known, value)
        continue
      }
      // What is written here replaces what is assumed without it.
      if !hasOwnTrainingData {
        settings.trainingTags = [:]
        settings.trainingNames = []
        hasOwnTrainingData = true
      }
      if key == "names" {
        settings.trainingNames += texts(value, "a pattern of names")
      } else {
        for (tag, values) in members(of: value, "\"tags\"") ?? [] {
          settings.trainingTags[tag, default: []] += texts(values, "a tag's value")
        }
      }
    }
  }
}

// MARK: Values

extension SettingsReader {
  mutating func members(
    of value: JSONValue, _ what: String
  ) -> [(key: String, value: JSONValue)]? {
    guard value.kind == .object else {
      if !value.isNull {
        warn(
          "settings.type", "expected \(what) to be keys with values, found \(value.kind.phrase)",
          "write each on a line of its own, as `key: value`", value)
      }
      return nil
    }
    return Array(value.members)
  }

  mutating func text(_ value: JSONValue, _ what: String) -> String? {
    if let text = value.scalarText, !text.isEmpty { return text }
    warn(
      "settings.type", "expected \(what) as text, found \(value.kind.phrase)", "write it in quotes",
      value)
    return nil
  }

  private mutating func texts(_ value: JSONValue, _ what: String) -> [String] {
    var texts: [String] = []
    for item in value.isNull ? [] : value.listed {
      if let text = text(item, what) { texts.append(text) }
    }
    return texts
  }

  /// ARNs, or what stands for control of an account.
  private mutating func identifiers(_ value: JSONValue, _ key: String) -> [String] {
    var identifiers: [String] = []
    for item in value.isNull ? [] : value.listed {
      guard let text = text(item, "an ARN in \"\(key)\"") else { continue }
      if text.hasPrefix("arn:"), ARN(text) == nil {
        warn(
          "settings.value", "expected an ARN in \"\(key)\", found \"\(text.prefix(200))\"",
          "copy it from the report or the console", item)
      } else {
        identifiers.append(text)
      }
    }
    return identifiers
  }

  mutating func unknown(_ key: String, _ known: [String], _ value: JSONValue) {
    let near = NearWords.nearest(to: key, among: known)
    warn(
      "settings.key", "unknown key \"\(key.prefix(60))\"; it is left out",
      near.map { "did you mean \"\($0)\"?" } ?? "the keys are \(known.joined(separator: ", "))",
      value)
  }

  mutating func warn(
    _ code: String, _ message: String, _ advice: String, _ value: JSONValue
  ) {
    diagnostics.append(Diagnostic(.error, code, message, advice: advice, at: value.origin))
  }
}
