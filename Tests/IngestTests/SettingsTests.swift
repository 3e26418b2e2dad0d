import Environment
import Testing

@testable import Ingest

@Suite("postern.yaml")
struct SettingsTests {
  private func read(_ yaml: String) throws -> Environment {
    try SnapshotFolder([output(gaad): oneUser, "postern.yaml": yaml]).read()
  }

  @Test("Everything that it can say")
  func whole() throws {
    let environment = try read(
      """
      accounts: {"111122223333": dev}
      attacker: insider
      starts: ["arn:aws:iam::111122223333:user/ana"]
      targets:
        - arn:aws:s3:::corpus
      training_data:
        tags: {purpose: [corpus, "*"], single: one}
        names: ["*-corpus"]
      """)
    let settings = environment.settings
    #expect(settings.accountNames == [account: "dev"])
    #expect(environment.accounts[account]?.name == "dev")
    #expect(settings.attacker == .insider)
    #expect(settings.starts == ["arn:aws:iam::111122223333:user/ana"])
    #expect(settings.targets == ["arn:aws:s3:::corpus"])
    #expect(settings.trainingTags == ["purpose": ["corpus", "*"], "single": ["one"]])
    #expect(settings.trainingNames == ["*-corpus"])
    #expect(environment.codes.isEmpty)
    #expect(try environment.status("postern.yaml") == .read)
  }

  @Test(
    "Without it, and with an empty one, the defaults stand",
    arguments: ["", "# nothing\n", "accounts:\n"])
  func defaults(yaml: String) throws {
    let environment = try read(yaml)
    #expect(environment.settings.trainingTags == Settings.defaultTrainingTags)
    #expect(environment.settings.trainingNames == Settings.defaultTrainingNames)
    #expect(environment.codes.isEmpty)
  }

  @Test("An unknown key, with the nearest known one")
  func unknownKey() throws {
    let environment = try read("target: [x]\nzebra: 1\ntraining_data: {tag: {}}\n")
    #expect(environment.codes == ["settings.key", "settings.key", "settings.key"])
    #expect(environment.coverage.diagnostics[0].advice == #"did you mean "targets"?"#)
    #expect(environment.coverage.diagnostics[1].advice?.hasPrefix("the keys are") == true)
    #expect(environment.coverage.diagnostics[2].advice == #"did you mean "tags"?"#)
    #expect(environment.coverage.diagnostics[1].origin.line == 2)
    #expect(environment.settings.trainingNames == Settings.defaultTrainingNames)
  }

  @Test(
    "Values of another type, and impossible ones",
    arguments: [
      ("attacker: phish", "settings.value"), ("accounts: [a]", "settings.type"),
      ("accounts: {dev: x}", "settings.value"),
      (#"accounts: {"111122223333": [1]}"#, "settings.type"), ("starts: {a: b}", "settings.type"),
      ("targets: [arn:aws]", "settings.value"), ("training_data: 7", "settings.type"),
      ("- 1", "settings.type"), ("a: [", "yaml.syntax"),
      ("starts: []\nstarts: []", "yaml.duplicate-key"),
    ])
  func wrongTypes(yaml: String, code: String) throws {
    let environment = try read(yaml)
    #expect(environment.codes == [code])
    #expect(environment.users.count == 1)
    #expect(environment.coverage.diagnostics[0].origin.file == "postern.yaml")
  }

  @Test("A file that is named instead; one that is not there")
  func given() throws {
    let folder = try SnapshotFolder([
      output(gaad): oneUser, "postern.yaml": "starts: [here]", "other.yml": "starts: [there]",
    ])
    let options = IngestOptions(configuration: folder.path + "/other.yml")
    #expect(try folder.read(options).settings.starts == ["there"])
    #expect(throws: IngestError.self) {
      try folder.read(IngestOptions(configuration: folder.path + "/none.yml"))
    }
  }
}
