import Environment
import Testing

@testable import Ingest

@Suite("Identity Center: people, groups, assignments, the roles of permission sets")
struct IdentityCenterTests {
  private static let set = "arn:aws:sso:::permissionSet/ssoins-1/ps-1"
  private static let maya = "906766f3a1-3b60eb82-1111-4222-8333-444455556666"
  private static let crew = "906766f3a1-5a1f9d7c-1111-4222-8333-444455556666"
  private static let admin = "AWSReservedSSO_Admin_0123456789abcdef"
  private static let sets = [
    "us-east-1/sso-admin/list-permission-sets/one": #"{"PermissionSets": ["\#(set)"]}"#,
    "us-east-1/sso-admin/describe-permission-set/ps-1":
      #"{"PermissionSet": {"Name": "Admin", "PermissionSetArn": "\#(set)"}}"#,
  ]
  private static let people = [
    "us-east-1/identitystore/list-users/d-1": """
    {"Users": [{"UserId": "\(maya)", "UserName": "maya", "DisplayName": "Maya M",
      "UserStatus": "DISABLED", "ExternalIds": [{"Issuer": "https://idp", "Id": "1"}]}]}
    """,
    "us-east-1/identitystore/list-groups/d-1":
      #"{"Groups": [{"GroupId": "\#(crew)", "DisplayName": "Crew"}]}"#,
    "us-east-1/identitystore/list-group-memberships/\(crew)": """
    {"GroupMemberships": [{"GroupId": "\(crew)", "MembershipId": "m",
      "MemberId": {"UserId": "\(maya)"}}]}
    """,
  ]

  private static func assigned(_ type: String, _ id: String) -> [String: String] {
    [
      "us-east-1/sso-admin/list-account-assignments/"
        + "arn_aws_sso___permissionSet_ssoins-1_ps-1.111122223333": """
      {"AccountAssignments": [{"AccountId": "111122223333", "PermissionSetArn": "\(set)",
        "PrincipalType": "\(type)", "PrincipalId": "\(id)"}]}
      """
    ]
  }

  private static func reserved(_ name: String, region: String = "") -> String {
    role(name).replacing(
      ":role/" + name, with: ":role/aws-reserved/sso.amazonaws.com/\(region)\(name)")
  }

  private static func read(_ files: [String: String]...) throws -> Environment {
    try environment(
      files.reduce([gaad: export(roles: reserved(admin))]) { $0.merging($1) { $1 } })
  }

  private static func gaps(_ environment: Environment) -> [String] {
    environment.coverage.gaps.map(\.what).filter {
      $0.contains("permission sets") || $0.contains("Identity Center")
    }
  }

  @Test("People, groups and memberships, with where each is told")
  func people() throws {
    let environment = try Self.read(Self.sets, Self.people, Self.assigned("GROUP", Self.crew))
    let center = environment.identityCenter
    let person = try #require(center.people.first)
    #expect(person.arn == "arn:aws:identitystore:::user/" + Self.maya)
    #expect(person.name == "maya" && person.displayName == "Maya M")
    #expect(person.isActive == false && person.isFromOutside && person.factors == nil)
    let group = try #require(center.groups.first)
    #expect(group.arn == "arn:aws:identitystore:::group/" + Self.crew && group.name == "Crew")
    #expect(group.members?.map(\.person) == [person.arn])
    #expect(group.members?.first?.origin.pointer == "/GroupMemberships/0")
    let assignment = try #require(center.assignments.first)
    #expect(assignment.assignee == group.arn && assignment.permissionSet == Self.set)
    #expect(assignment.account == account && assignment.origin.pointer == "/AccountAssignments/0")
    #expect(center.people.count == 1 && center.groups.count == 1 && environment.codes.isEmpty)
  }

  @Test("Memberships are of the group that they name, else of the one that the file is named after")
  func groupOfFile() throws {
    let members = try #require(Self.people.first { $0.key.contains("memberships") }?.value)
    let listed = Self.people.filter { !$0.key.contains("memberships") }
    let named = try Self.read(listed, ["identitystore/list-group-memberships/Crew": members])
    #expect(named.identityCenter.groups.map(\.name) == ["Crew"])
    #expect(named.identityCenter.groups[0].members?.count == 1)
    let empty = [
      "identitystore/list-group-memberships/\(Self.crew)": #"{"GroupMemberships": []}"#
    ]
    #expect(try Self.read(listed, empty).identityCenter.groups.map(\.members) == [[]])
    #expect(try Self.read(listed).identityCenter.groups.map(\.members) == [nil])
  }

  @Test("What an assignment alone names is there, with its id for a name")
  func unlisted() throws {
    let environment = try Self.read(Self.sets, Self.assigned("USER", Self.maya))
    #expect(environment.identityCenter.people.map(\.name) == [Self.maya])
    #expect(environment.identityCenter.people.map(\.isActive) == [nil])
    #expect(environment.identityCenter.people.map(\.account) == [account])
    let group = try Self.read(Self.sets, Self.assigned("GROUP", Self.crew))
    #expect(group.identityCenter.groups.map(\.members) == [nil])
    #expect(Self.gaps(group).contains("who is in 1 group of Identity Center"))
  }

  @Test("Assignments of one person say the same, and count once")
  func forPrincipal() throws {
    let list = Self.assigned("USER", Self.maya)
    let own = [
      "us-east-1/sso-admin/list-account-assignments-for-principal/maya":
        try #require(list.values.first)
    ]
    #expect(try Self.read(Self.sets, list, own).identityCenter.assignments.count == 1)
    let alone = try Self.read(Self.sets, Self.people, own)
    #expect(alone.identityCenter.assignments.count == 1)
    #expect(Self.gaps(alone).contains("who is assigned 1 role of permission sets"))
  }

  @Test("What is wrong is told, and the rest is read")
  func broken() throws {
    let environment = try Self.read([
      "identitystore/list-users": #"{"Users": [{"UserName": "x"}, {"UserId": "\#(Self.maya)"}]}"#,
      "identitystore/list-groups": #"{"Groups": {}}"#,
      "identitystore/list-group-memberships/g": #"{"GroupMemberships": [{"MemberId": {}}, {}]}"#,
      "sso-admin/list-account-assignments/x.1": #"{"AccountAssignments": [{}, 7]}"#,
    ])
    #expect(environment.identityCenter.people.map(\.name) == [Self.maya])
    #expect(environment.identityCenter.assignments.isEmpty)
    #expect(Set(environment.codes) == ["ingest.shape"])
  }

  @Test(
    "Roles by the permission set's name, exactly",
    arguments: [
      (admin, "Admin"), ("AWSReservedSSO_Data_Team_0123456789abcdef", "Data_Team"),
      ("AWSReservedSSO_Admin_0123456789abcde", nil), ("AWSReservedSSO__0123456789abcdef", ""),
      ("AWSReservedSSO_Admin-0123456789abcdef", nil), ("Admin_0123456789abcdef", nil),
    ])
  func names(name: String, set: String?) throws {
    for region in ["", "eu-west-1/"] {
      let export = export(roles: Self.reserved(name, region: region))
      let found = try environment([gaad: export]).roles.first?.permissionSetName
      #expect(found == (set == "" ? nil : set))
    }
    // Anybody can name a role so, elsewhere.
    #expect(try environment([gaad: export(roles: role(name))]).roles[0].permissionSetName == nil)
  }

  @Test("A permission set has its role by name; a name that several have, by account")
  func roles() throws {
    let environment = try Self.read(Self.sets)
    let place = PermissionSetRoles.Place(permissionSet: Self.set, account: account)
    #expect(PermissionSetRoles(environment).setOfRole == [0: Self.set])
    #expect(PermissionSetRoles(environment).roles == [place: [0]])
    let twin = "arn:aws:sso:::permissionSet/ssoins-2/ps-2"
    let twins = [
      "us-east-1/sso-admin/list-permission-sets/two": #"{"PermissionSets": ["\#(twin)"]}"#,
      "us-east-1/sso-admin/describe-permission-set/ps-2":
        #"{"PermissionSet": {"Name": "Admin", "PermissionSetArn": "\#(twin)"}}"#,
    ]
    #expect(PermissionSetRoles(try Self.read(Self.sets, twins)).setOfRole.isEmpty)
    let told = [
      "us-east-1/sso-admin/list-accounts-for-provisioned-permission-set/ps-2":
        #"{"AccountIds": ["111122223333"]}"#
    ]
    #expect(PermissionSetRoles(try Self.read(Self.sets, twins, told)).setOfRole == [0: twin])
  }

  @Test("Policies and boundary of a permission set")
  func policies() throws {
    func state(_ boundary: String) throws -> [String: String] {
      try Self.read(
        Self.sets,
        [
          "sso-admin/get-permissions-boundary-for-permission-set/ps-1": boundary,
          "sso-admin/list-customer-managed-policy-references-in-permission-set/ps-1":
            #"{"CustomerManagedPolicyReferences": [{"Name": "b", "Path": "/x/"}, {"Name": "a"}]}"#,
        ]
      ).resource("Admin").state
    }
    let own = #"{"PermissionsBoundary": {"CustomerManagedPolicyReference": {"Name": "cap"}}}"#
    #expect(try state(own)["boundary"] == "/cap")
    #expect(try state(own)["customer-policies"] == "/a /x/b")
    let aws = #"{"PermissionsBoundary": {"ManagedPolicyArn": "arn:aws:iam::aws:policy/P"}}"#
    #expect(try state(aws)["boundary"] == "arn:aws:iam::aws:policy/P")
    #expect(try state("{}")["boundary"] == "none")
  }

  @Test("Gaps only where Identity Center is used, each closed by what it names")
  func coverage() throws {
    #expect(Self.gaps(try environment([gaad: export(roles: role("web"))])).isEmpty)
    #expect(
      Self.gaps(try Self.read()) == [
        "who is assigned 1 role of permission sets",
        "the names of the people of Identity Center, and who cannot sign in any more",
      ])
    #expect(
      Self.gaps(try Self.read(Self.sets, Self.people, Self.assigned("GROUP", Self.crew))) == [
        "the second factors of 1 person of Identity Center, which no command prints"
      ])
  }
}
