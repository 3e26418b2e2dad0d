import Policy
import Testing

/// Policy variables, where they are replaced and where they are not.
struct VariableTests {
  private let values = [
    "aws:username": "ann", "aws:principaltag/team": "red", "x:wild": "*", "x:question": "?",
  ]

  private func matches(_ pattern: String, _ text: String, hasVariables: Bool = true) -> Bool {
    PatternText(pattern, hasVariables: hasVariables).glob(replacing: { values[$0] })?.matches(text)
      ?? false
  }

  @Test func aVariableStandsForItsValue() {
    #expect(matches("home/${aws:username}/*", "home/ann/x"))
    #expect(!matches("home/${aws:username}/*", "home/bob/x"))
    #expect(matches("${AWS:UserName}", "ann"))
    #expect(matches("${ aws:username }", "ann"))
    #expect(matches("${aws:username}-${aws:PrincipalTag/team}", "ann-red"))
  }

  @Test func aMissingValueMatchesNothingUnlessThereIsADefault() {
    #expect(!matches("${aws:userid}", ""))
    #expect(!matches("x${aws:userid}", "x"))
    #expect(matches("${aws:userid, 'nobody'}", "nobody"))
    #expect(matches("${aws:userid,'*'}", "*"))
    #expect(!matches("${aws:userid,'*'}", "x"))
    #expect(matches("${aws:username, 'nobody'}", "ann"))
    #expect(!matches("${aws:userid, nobody}", "nobody"))
  }

  @Test func replacedTextHasNoWildcards() {
    #expect(matches("${x:wild}", "*"))
    #expect(!matches("${x:wild}", "anything"))
    #expect(matches("${x:question}*", "?x"))
    #expect(!matches("${x:question}", "x"))
  }

  @Test func specialCharactersStandForThemselves() {
    #expect(matches("a${*}", "a*"))
    #expect(!matches("a${*}", "ab"))
    #expect(matches("a${?}", "a?"))
    #expect(!matches("a${?}", "ab"))
    #expect(matches("a${$}{b}", "a${b}"))
  }

  @Test func whatIsNoVariableStaysText() {
    #expect(matches("a${b", "a${b"))
    #expect(matches("$a", "$a"))
    #expect(!matches("${}", "${}"))
    #expect(matches("${aws:username}", "${aws:username}", hasVariables: false))
    #expect(!matches("${aws:username}", "ann", hasVariables: false))
  }

  @Test func itKnowsItsKeys() {
    #expect(PatternText("${aws:UserName}${*}${X, 'y'}").variableKeys == ["aws:username", "x"])
    #expect(PatternText("${aws:username}", hasVariables: false).variableKeys.isEmpty)
  }

  // MARK: In policies

  private func answer(_ statement: String, version: String?, _ resource: String) throws -> Answer {
    let document = try policy(.inline, statement, version: version)
    return PolicyTests.answer(
      ann, "s3:GetObject", resource, PolicyInputs(identity: [document]))
  }

  @Test func versionsBefore2012HaveNone() throws {
    let allow = #"{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::b/${aws:username}"}"#
    #expect(try answer(allow, version: "2012-10-17", "arn:aws:s3:::b/ann") == .allowed)
    #expect(try answer(allow, version: "2012-10-17", "arn:aws:s3:::b/bob") == .denied)
    #expect(try answer(allow, version: "2008-10-17", "arn:aws:s3:::b/ann") == .denied)
    #expect(try answer(allow, version: nil, "arn:aws:s3:::b/ann") == .denied)
  }

  @Test(arguments: ["StringEquals", "StringLike", "ArnEquals", "ArnLike"])
  func conditionsOfOldVersionsHaveNone(_ name: String) throws {
    let allow = """
      {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"\(name)":
        {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/${aws:username}"}}}
      """
    #expect(try answer(allow, version: "2012-10-17", "arn:aws:s3:::b/x") == .allowed)
    #expect(try answer(allow, version: "2008-10-17", "arn:aws:s3:::b/x") == .denied)
  }

  @Test func onlyTheLastPartOfAResourceHasThem() throws {
    let allow =
      #"{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:${aws:username}::b"}"#
    #expect(try answer(allow, version: "2012-10-17", "arn:aws:s3:ann::b") == .denied)
  }

  @Test func anUnknownVariableExcludesNothing() throws {
    let deny = """
      {"Effect": "Allow", "Action": "*", "Resource": "*"},
      {"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:s3:::b/${aws:PrincipalTag/none}"}
      """
    #expect(try answer(deny, version: "2012-10-17", "arn:aws:s3:::b/x") == .denied)
  }

  @Test func severalValuesAreNoValue() {
    let context = RequestContext(states: ["x:list": .values(["a", "b"]), "x:one": .values(["a"])])
    #expect(context.variable("x:list") == nil)
    #expect(context.variable("x:one") == "a")
    #expect(context.variable("x:none") == nil)
  }
}
