import Documents
import Policy
import Testing

/// Reading policies, right ones and malformed ones.
struct PolicyReaderTests {
  private func read(_ text: String, _ kind: PolicyKind = .inline) throws -> (
    document: PolicyDocument, codes: [String]
  ) {
    var reader = PolicyReader()
    let document = reader.read(try json(text), kind: kind, name: "p")
    return (document, reader.diagnostics.map(\.code))
  }

  private func statement(_ inside: String) -> String { "{\"Statement\": {\(inside)}}" }

  @Test func oneStatementOrAListOfThem() throws {
    let one = #"{"Sid": "a", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}"#
    let (single, none) = try read("{\"Version\": \"2012-10-17\", \"Statement\": \(one)}")
    #expect(none.isEmpty)
    #expect(single.statements.map(\.sid) == ["a"])
    #expect(single.hasVariables)
    let (list, _) = try read("{\"Statement\": [\(one), \(one)]}")
    #expect(list.statements.count == 2)
    #expect(!list.hasVariables)
  }

  @Test func everythingKeepsItsPlace() throws {
    let (document, _) = try read(
      "{\"Statement\": [\n {\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}]}")
    let origin = try #require(document.statements.first?.origin)
    #expect(origin.line == 2)
    #expect(origin.pointer == "/Statement/0")
  }

  @Test func principalsAreOfSeveralKinds() throws {
    let (document, codes) = try read(
      statement(
        #"""
        "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {
          "AWS": ["*", "111122223333", "arn:aws:iam::111122223333:root", "AROAX",
            "arn:aws:iam::111122223333:user/ann"],
          "Service": "ec2.amazonaws.com", "Federated": ["cognito-identity.amazonaws.com"],
          "CanonicalUser": "79a5"}
        """#), .trust)
    #expect(codes.isEmpty)
    #expect(
      document.statements.first?.principals
        == .only([
          .everyAWS, .account(home), .account(home), .aws("AROAX"),
          .aws("arn:aws:iam::111122223333:user/ann"), .service("ec2.amazonaws.com"),
          .federated("cognito-identity.amazonaws.com"), .canonicalUser("79a5"),
        ]))
    let (everyone, _) = try read(
      statement(#""Effect": "Allow", "Action": "*", "Principal": "*""#), .trust)
    #expect(everyone.statements.first?.principals == .only([.everyone]))
  }

  // MARK: What is wrong

  @Test(arguments: [
    ("[]", "policy.shape"), ("\"text\"", "policy.shape"), ("null", "policy.shape"),
    (#"{"Version": "2012-10-17"}"#, "policy.statement"),
    (#"{"Statement": [1]}"#, "policy.shape"), (#"{"Statement": "x"}"#, "policy.shape"),
    (#"{"Statement": [[]]}"#, "policy.shape"), (#"{"Statement": null}"#, "policy.shape"),
    (#"{"Statement": {"Action": "*", "Resource": "*"}}"#, "policy.effect"),
    (#"{"Statement": {"Effect": "allow", "Action": "*", "Resource": "*"}}"#, "policy.effect"),
    (#"{"Statement": {"Effect": ["Allow"], "Action": "*", "Resource": "*"}}"#, "policy.effect"),
    (#"{"Statement": {"Effect": "Allow", "Resource": "*"}}"#, "policy.action"),
    (#"{"Statement": {"Effect": "Allow", "Action": "*"}}"#, "policy.resource"),
    (#"{"Statement": {"Effect": "Allow", "Action": {}, "Resource": "*"}}"#, "policy.value"),
    (#"{"Statement": {"Effect": "Allow", "Action": null, "Resource": "*"}}"#, "policy.value"),
    (#"{"Statement": {"Effect": "Allow", "Action": "*", "Resource": [null]}}"#, "policy.value"),
  ])
  func whatCannotBeReadAllowsNothing(_ text: String, _ code: String) throws {
    let (document, codes) = try read(text)
    #expect(codes.first == code)
    #expect(
      answer(ann, "s3:ListBucket", bucket, PolicyInputs(identity: [document])) == .denied)
  }

  @Test func anEmptyPolicyIsFine() throws {
    let (document, codes) = try read("{}")
    #expect(document.statements.isEmpty)
    #expect(codes.isEmpty)
  }

  @Test func theRestOfADocumentCounts() throws {
    let (document, codes) = try read(
      #"{"Statement": [1, {"Effect": "Allow", "Action": "*", "Resource": "*"}]}"#)
    #expect(codes == ["policy.shape"])
    #expect(
      answer(ann, "s3:ListBucket", bucket, PolicyInputs(identity: [document])) == .allowed)
  }

  @Test(arguments: [
    #""NotAction": [{}], "Resource": "*""#, #""NotAction": ["iam:*", null], "Resource": "*""#,
    #""Action": "*", "NotResource": [["x"]]"#,
  ])
  func exceptionsThatCannotBeReadAllowNothing(_ elements: String) throws {
    let (allow, codes) = try read(statement("\"Effect\": \"Allow\", " + elements))
    #expect(codes == ["policy.value", "policy.complement"])
    #expect(allow.statements.isEmpty)
    let (deny, _) = try read(statement("\"Effect\": \"Deny\", " + elements))
    #expect(
      answer(ann, "s3:ListBucket", bucket, PolicyInputs(identity: [everything, deny])) == .denied)
  }

  @Test(arguments: [#""x""#, #"{"AWS": {}}"#, #"{"Robot": "r2"}"#, #"[1]"#])
  func principalsThatCannotBeReadNameNobody(_ principal: String) throws {
    for element in ["Principal", "NotPrincipal"] {
      let (document, _) = try read(
        statement(
          #""Effect": "Allow", "Action": "*", "Resource": "*", "\#(element)": \#(principal)"#),
        .resource)
      #expect(
        answer(ann, "s3:ListBucket", bucket, PolicyInputs(resource: document)) == .denied,
        "\(element) \(principal)")
    }
  }

  // MARK: Conditions that cannot be read

  static let unreadable = [
    #""x""#, "[]", "null", #"{"StringEqual": {"aws:username": "ann"}}"#,
    #"{"StringEquals": "ann"}"#, #"{"Null": "aws:username"}"#,
    #"{"StringNotEquals": {"aws:username": {"x": 1}}}"#,
    #"{"StringNotEquals": {"aws:username": ["bob", null]}}"#,
    #"{"StringEquals": {"aws:username": ["ann", []]}}"#, #"{"Null": {"aws:userid": {}}}"#,
    #"{"Null": {"aws:username": "no"}}"#, #"{"NumericNotEquals": {"aws:username": "ten"}}"#,
    #"{"NotIpAddress": {"aws:username": "10.0.0.0/99"}}"#,
    #"{"DateNotEquals": {"aws:username": "yesterday"}}"#,
    #"{"ForAllValues:Bool": {"aws:none": "yes"}}"#, #"{"BoolIfExists": {"aws:none": "1"}}"#,
    #"{"StringEquals": {"aws:username": "ann"}, "Strange": {}}"#,
  ]

  @Test(arguments: unreadable) func inAnAllowTheyNeverHold(_ condition: String) throws {
    let (document, codes) = try read(
      statement(#""Effect": "Allow", "Action": "*", "Resource": "*", "Condition": \#(condition)"#))
    #expect(!codes.isEmpty)
    let inputs = PolicyInputs(identity: [document])
    for world in [RequestContext.World.closed, .open] {
      #expect(answer(ann, "s3:ListBucket", bucket, inputs, world: world) == .denied)
    }
    let free = FreeKey(.attacker)
    #expect(
      answer(
        ann, "s3:ListBucket", bucket, inputs,
        context: ["aws:securetransport": .free(free), "aws:none": .free(free)]) == .denied)
  }

  @Test(arguments: unreadable) func inADenyTheyHold(_ condition: String) throws {
    let (document, _) = try read(
      statement(#""Effect": "Deny", "Action": "*", "Resource": "*", "Condition": \#(condition)"#))
    let inputs = PolicyInputs(identity: [everything, document])
    for world in [RequestContext.World.closed, .open] {
      #expect(answer(ann, "s3:ListBucket", bucket, inputs, world: world) == .denied)
    }
  }

  @Test func whatCanBeReadOfADenyStillNarrowsIt() throws {
    let (document, _) = try read(
      statement(
        #"""
        "Effect": "Deny", "Action": "*", "Resource": "*",
        "Condition": {"StringEquals": {"aws:username": "bob"}, "Strange": {}}
        """#))
    #expect(
      answer(ann, "s3:ListBucket", bucket, PolicyInputs(identity: [everything, document]))
        == .allowed)
  }

  @Test func numbersAndTruthValuesAreText() throws {
    let (document, codes) = try read(
      statement(
        #"""
        "Effect": "Allow", "Action": "*", "Resource": "*",
        "Condition": {"Bool": {"aws:SecureTransport": true}, "NumericLessThan": {"x:n": 10.5}}
        """#))
    #expect(codes.isEmpty)
    let inputs = PolicyInputs(identity: [document])
    #expect(
      answer(ann, "s3:ListBucket", bucket, inputs, context: ["x:n": .values(["10"])]) == .allowed)
    #expect(
      answer(ann, "s3:ListBucket", bucket, inputs, context: ["x:n": .values(["11"])]) == .denied)
  }

  @Test func aCaseNeedsPrincipalAndAction() throws {
    for text in [
      "[]", "{}", #"{"id": "a", "principal": {}}"#,
      #"{"id": "a", "principal": "x", "request": {"action": "s3:GetObject"}}"#,
      #"{"principal": {}, "request": {"action": "s3:GetObject"}}"#,
      #"{"id": "a", "principal": {}, "request": {"action": 1}}"#,
    ] {
      #expect(SimulationCase(try json(text)) == nil, "\(text)")
    }
    let bare = try #require(
      SimulationCase(try json(#"{"id": 7, "principal": {}, "request": {"action": "s3:x"}}"#)))
    #expect(bare.id == "7")
    #expect(bare.answer() == .denied)
  }
}
