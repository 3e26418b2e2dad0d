import Documents

/// The export as plain structures, for decoders that want types.
struct Export: Decodable {
  struct Principal: Decodable {
    var Path: String
    var UserName: String?
    var RoleName: String?
    var Arn: String
    var CreateDate: String
    var AssumeRolePolicyDocument: Policy?
    var UserPolicyList: [Inline]?
    var RolePolicyList: [Inline]?
    var AttachedManagedPolicies: [Attached]?
    var Tags: [Tag]?
  }
  struct Inline: Decodable {
    var PolicyName: String
    var PolicyDocument: Policy
  }
  struct Attached: Decodable {
    var PolicyName: String
    var PolicyArn: String
  }
  struct Tag: Decodable {
    var Key: String
    var Value: String
  }
  struct Policy: Decodable {
    var Version: String?
    var Statement: Statements
  }
  struct Statement: Decodable {
    var Sid: String?
    var Effect: String
    var Action: Texts?
    var Resource: Texts?
  }
  /// One statement or a list of them.
  struct Statements: Decodable {
    var all: [Statement]
    init(all: [Statement]) { self.all = all }
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let list = try? container.decode([Statement].self) {
        all = list
      } else {
        all = [try container.decode(Statement.self)]
      }
    }
  }
  /// One string or a list of them.
  struct Texts: Decodable {
    var all: [String]
    init(all: [String]) { self.all = all }
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let one = try? container.decode(String.self) {
        all = [one]
      } else {
        all = try container.decode([String].self)
      }
    }
  }

  var UserDetailList: [Principal]
  var RoleDetailList: [Principal]
}

extension Export {
  /// The same structures from our reader.
  init(_ root: JSONValue) {
    UserDetailList = root["UserDetailList"]?.elements.map(Principal.init) ?? []
    RoleDetailList = root["RoleDetailList"]?.elements.map(Principal.init) ?? []
  }
}

extension Export.Principal {
  init(_ value: JSONValue) {
    Path = value["Path"]?.string ?? ""
    UserName = value["UserName"]?.string
    RoleName = value["RoleName"]?.string
    Arn = value["Arn"]?.string ?? ""
    CreateDate = value["CreateDate"]?.string ?? ""
    AssumeRolePolicyDocument = value["AssumeRolePolicyDocument"].map(Export.Policy.init)
    UserPolicyList = value["UserPolicyList"]?.elements.map(Export.Inline.init)
    RolePolicyList = value["RolePolicyList"]?.elements.map(Export.Inline.init)
    AttachedManagedPolicies = value["AttachedManagedPolicies"]?.elements.map {
      Export.Attached(
        PolicyName: $0["PolicyName"]?.string ?? "", PolicyArn: $0["PolicyArn"]?.string ?? "")
    }
    Tags = value["Tags"]?.elements.map {
      Export.Tag(Key: $0["Key"]?.string ?? "", Value: $0["Value"]?.string ?? "")
    }
  }
}

extension Export.Inline {
  init(_ value: JSONValue) {
    PolicyName = value["PolicyName"]?.string ?? ""
    PolicyDocument =
      value["PolicyDocument"].map(Export.Policy.init)
      ?? Export.Policy(Version: nil, Statement: Export.Statements(all: []))
  }
}

extension Export.Policy {
  init(_ value: JSONValue) {
    Version = value["Version"]?.string
    Statement = Export.Statements(all: value["Statement"]?.listed.map(Export.Statement.init) ?? [])
  }
}

extension Export.Statement {
  init(_ value: JSONValue) {
    func texts(_ key: String) -> Export.Texts? {
      value[key].map { Export.Texts(all: $0.listed.compactMap(\.string)) }
    }
    Sid = value["Sid"]?.string
    Effect = value["Effect"]?.string ?? ""
    Action = texts("Action")
    Resource = texts("Resource")
  }
}
