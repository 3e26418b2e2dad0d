import Policy
import Testing

/// The tables in the binary.
struct TableTests {
  @Test func everyActionIsFound() {
    let actions = ServiceReference.allActions
    #expect(actions.count > 15_000)
    #expect(Set(actions).count == actions.count)
    for action in actions {
      let facts = ServiceReference.facts(of: action)
      #expect(facts?.name.asciiLowercasedText == action)
    }
  }

  @Test func everyManagedPolicyIsFoundAndRead() throws {
    let table = EmbeddedTable.managedPolicies
    let arns = table.keys
    #expect(arns.count == Int(table.head.first ?? ""))
    for arn in arns {
      let cells = try #require(table.cells(of: arn), "\(arn)")
      try #require(cells.count == 4, "\(arn)")
      #expect(cells[0] == arn)
      #expect(AWSOwned.isManagedPolicy(arn))
    }
  }

  @Test func managedPoliciesAreWithoutFault() throws {
    let table = EmbeddedTable.managedPolicies
    for arn in table.keys {
      var reader = PolicyReader()
      let value = try json(try #require(table.cells(of: arn))[3])
      let document = reader.read(value, kind: .awsManaged, name: arn)
      #expect(reader.diagnostics.isEmpty, "\(arn): \(reader.diagnostics.map(\.message))")
      #expect(!document.statements.isEmpty, "\(arn)")
    }
  }

  @Test func absentKeysAreNot() {
    for key in [
      "", "#", "a", "s3:", "s3:getobjec", "s3:getobjectz", "zzz:zzz", "\u{1F511}", "S3:GetObject",
      "s3:getobject\t", "\n",
    ] {
      #expect(EmbeddedTable.serviceAuthorization.cells(of: key) == nil, "\(key)")
    }
    #expect(EmbeddedTable.managedPolicies.cells(of: "arn:aws:iam::aws:policy/None") == nil)
  }

  @Test func actionsHaveTheirFacts() throws {
    let facts = try #require(ServiceReference.facts(of: "IAM:passrole"))
    #expect(facts.name == "iam:PassRole")
    #expect(facts.resourceTypes == ["role"])
    #expect(facts.conditionKeys.contains("iam:PassedToService"))
    #expect(facts.accessLevel == "Write")
    #expect(ServiceReference.facts(of: "iam:Nothing") == nil)
    #expect(ServiceReference.isStarOnly("s3:ListAllMyBuckets"))
    #expect(!ServiceReference.isStarOnly("s3:ListBucket"))
    #expect(!ServiceReference.isStarOnly("unknown:Action"))
  }

  @Test func someServicesAreResourceControlled() {
    for action in ["s3:GetObject", "STS:AssumeRole", "kms:Decrypt", "secretsmanager:x"] {
      #expect(ServiceReference.isResourceControlled(action), "\(action)")
    }
    for action in ["iam:PassRole", "ec2:RunInstances", "lambda:InvokeFunction", "", "s"] {
      #expect(!ServiceReference.isResourceControlled(action), "\(action)")
    }
    #expect(!ServiceReference.version.isEmpty)
    #expect(ServiceReference.updated.utf8.count == 10)
  }
}
