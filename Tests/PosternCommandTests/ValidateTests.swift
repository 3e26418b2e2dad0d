import Testing

@Suite("postern validate and config")
struct ValidateTests {
  @Test("tells of a good snapshot what it holds and lacks")
  func sample() async throws {
    let run = await Program.run("validate", Program.sample)
    #expect(run.code == 0)
    #expect(run.errors.isEmpty)
    #expect(run.output.hasPrefix("3 of 3 accounts can be analysed, every file could be read,"))
    #expect(run.flat.contains("latent until then: parameter-read $ aws ssm describe-parameters"))
    let json = try await Program.run("validate", Program.sample, "--format", "json").json()
    #expect(json["schema"].text == "postern.validate/1")
    #expect(json["accounts"].list.count == 3)
    let latent = json["latent"].list.compactMap(\.text)
    #expect(latent.contains("parameter-read") && latent.contains("apprunner-002"))
    // The sample has functions and notebooks, so that techniques on these are none.
    #expect(!latent.contains("lambda-004") && !latent.contains("sagemaker-004"))
    #expect(json["coverage"]["gaps"].list.count == 23)
  }

  @Test("names file and line of what is broken, and says so in its status")
  func broken() async throws {
    let scratch = try Scratch([
      Exports.gaad: Exports.almighty,
      "\(Exports.account)/s3api/list-buckets.json": "{\"Buckets\": [\n  {\"Name\": 12]}\n",
    ])
    let run = await Program.run("validate", scratch.path)
    #expect(run.code == 3)
    #expect(run.flat.contains("Broken, and not counted:"))
    #expect(run.output.contains("list-buckets.json:2"))
    #expect(run.flat.contains("1 file could not be read whole"))
    #expect(await Program.run("validate", scratch.path, "--strict").code == 65)
    let json = try await Program.run("validate", scratch.path, "--format", "json").json()
    #expect(json["coverage"]["counts"]["broken"].number == 1)
    #expect(await Program.run("validate", scratch / "nowhere").code == 64)
  }

  @Test("a finding that is accepted is one no more for --fail-on")
  func accepted() async throws {
    let scratch = try Scratch([Exports.gaad: Exports.almighty])
    let plain = await Program.run("analyze", scratch.path, "--fail-on", "low", "--format", "json")
    #expect(plain.code == 1)
    let id = try #require(try plain.json()["findings"].list.first?["id"].text)
    let entry = "{finding: \(id), owner: mira, reason: watched, expires: 2027-03-31}"
    try scratch.write("accepted_risks: [\(entry)]\n", to: "postern.yaml")
    let day = ["--fail-on", "low", "--as-of"]
    let accepted = await Program.run(["analyze", scratch.path] + day + ["2027-03-31"])
    #expect(accepted.code == 0)
    #expect(accepted.flat.contains("accepted risk of mira"))
    let late = await Program.run(["analyze", scratch.path] + day + ["2027-04-01"])
    #expect(late.code == 1)
    #expect(late.flat.contains("accepted by mira until 2027-03-31, which has passed"))
  }

  @Test("config init begins settings, and never overwrites")
  func config() async throws {
    let scratch = try Scratch([Exports.gaad: Exports.almighty])
    #expect(await Program.run("config", "init", scratch / "postern.yaml").code == 0)
    #expect(
      try scratch.read("postern.yaml") == (await Program.run("config", "init")).output)
    #expect(await Program.run("config", "init", scratch / "postern.yaml").code == 64)
    #expect(await Program.run("config", "init", scratch / "postern.yaml/x").code == 74)
    let schema = try await Program.run("config", "schema").json()
    #expect(schema["properties"]["accepted_risks"]["items"]["required"].list.count == 3)
    #expect(await Program.run("validate", scratch.path).code == 0)
  }
}
