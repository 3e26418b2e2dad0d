/// Makes a document like the output of `aws iam get-account-authorization-details`, the same
/// bytes every time: indented by four spaces, as the command line prints it.
struct SampleExport {
  private var bytes: [UInt8] = []
  private var state: UInt64 = 1

  /// An export of at least so many bytes.
  static func make(atLeast size: Int) -> [UInt8] {
    var export = SampleExport()
    export.bytes.reserveCapacity(size + size / 8)
    export.line(0, "{")
    export.section("UserDetailList", kind: "user", upTo: size / 4, isLast: false)
    export.section("RoleDetailList", kind: "role", upTo: size, isLast: true)
    export.line(0, "}")
    return export.bytes
  }

  private mutating func section(_ name: String, kind: String, upTo size: Int, isLast: Bool) {
    line(1, "\"\(name)\": [")
    var number = 0
    repeat {
      if number > 0 { bytes.replaceSubrange(bytes.count - 1..<bytes.count, with: ",\n".utf8) }
      principal(kind, number)
      number += 1
    } while bytes.count < size
    line(1, isLast ? "]" : "],")
  }

  private mutating func principal(_ kind: String, _ number: Int) {
    let title = kind == "user" ? "User" : "Role"
    let name = "\(pick(words))-\(pick(words))-\(pick(words))-\(number)"
    line(2, "{")
    line(3, "\"Path\": \"/\(pick(words))/\",")
    line(3, "\"\(title)Name\": \"\(name)\",")
    line(3, "\"\(title)Id\": \"AIDA\(random() % 10_000_000_000_000_000)\",")
    line(3, "\"Arn\": \"arn:aws:iam::111122223333:\(kind)/\(name)\",")
    line(3, "\"CreateDate\": \"2025-12-\(10 + random() % 20)T13:50:23+00:00\",")
    if kind == "role" {
      line(3, "\"AssumeRolePolicyDocument\": {")
      document([("sts:AssumeRole", "arn:aws:iam::111122223333:root")])
      line(3, "},")
    }
    line(3, "\"\(title)PolicyList\": [")
    line(4, "{")
    line(5, "\"PolicyName\": \"\(pick(words))-inline\",")
    line(5, "\"PolicyDocument\": {")
    document(
      (0...random() % 3).map { _ in
        ("\(pick(services)):\(pick(actions))", "arn:aws:s3:::\(pick(words))-\(random() % 5000)/*")
      })
    line(5, "}")
    line(4, "}")
    line(3, "],")
    line(3, "\"AttachedManagedPolicies\": [],")
    line(3, "\"Tags\": [")
    line(4, "{")
    line(5, "\"Key\": \"team\",")
    line(5, "\"Value\": \"\(pick(words))\"")
    line(4, "}")
    line(3, "]")
    line(2, "}")
  }

  private mutating func document(_ statements: [(action: String, resource: String)]) {
    line(6, "\"Version\": \"2012-10-17\",")
    line(6, "\"Statement\": [")
    for (index, statement) in statements.enumerated() {
      line(7, "{")
      line(8, "\"Effect\": \"Allow\",")
      line(8, "\"Action\": [")
      line(9, "\"\(statement.action)\",")
      line(9, "\"s3:GetBucketLocation\"")
      line(8, "],")
      line(8, "\"Resource\": \"\(statement.resource)\"")
      line(7, index + 1 < statements.count ? "}," : "}")
    }
    line(6, "]")
  }

  private mutating func line(_ depth: Int, _ text: String) {
    bytes.append(contentsOf: repeatElement(0x20, count: depth * 4))
    bytes.append(contentsOf: text.utf8)
    bytes.append(0x0A)
  }

  private mutating func pick(_ list: [String]) -> String { list[random() % list.count] }

  /// SplitMix64.
  private mutating func random() -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) >> 1)
  }

  private let words = [
    "vision", "trainer", "audit", "feed", "risk", "cache", "ledger", "stage", "ingest", "label",
    "search", "ranker",
  ]
  private let services = ["s3", "sagemaker", "ec2", "lambda", "iam", "glue", "kms", "logs"]
  private let actions = [
    "GetObject", "PutObject", "ListBucket", "CreateTrainingJob", "PassRole", "Describe*",
    "InvokeFunction", "Decrypt",
  ]
}
