import Documents
import Foundation
import Policy
import Testing

/// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`; the slight bias does not matter here.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// True once in `times` calls.
  mutating func once(in times: Int) -> Bool { below(times) == 0 }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// One to `limit` picks, perhaps the same one twice.
  mutating func some<Element>(_ list: [Element], upTo limit: Int) -> [Element] {
    (0...below(limit)).map { _ in pick(list) }
  }
}

/// The account of most tests, and another.
let home = "111122223333"
let other = "444455556666"

let ann = Caller(
  kind: .user, arn: "arn:aws:iam::111122223333:user/ann", account: home, uniqueID: "AIDAANN")
let session = Caller(
  kind: .roleSession, arn: "arn:aws:sts::111122223333:assumed-role/app/s1",
  roleARN: "arn:aws:iam::111122223333:role/app", account: home, uniqueID: "AROAAPP")
let stranger = Caller(
  kind: .user, arn: "arn:aws:iam::444455556666:user/sam", account: other, uniqueID: "AIDASAM")
let rootUser = Caller(kind: .root, arn: "arn:aws:iam::111122223333:root", account: home)
let lambdaService = Caller(kind: .service, service: "lambda.amazonaws.com")

let bucket = "arn:aws:s3:::data"
let role = "arn:aws:iam::111122223333:role/admin"
let key = "arn:aws:kms:us-east-1:111122223333:key/k1"

func json(_ text: String) throws -> JSONValue {
  try JSONDocument.parse([UInt8](text.utf8), file: "policy.json").root
}

/// A policy read from its JSON text, as an export holds it.
func policy(
  _ kind: PolicyKind = .inline, _ statements: String, version: String? = "2012-10-17",
  name: String = "p"
) throws -> PolicyDocument {
  let head = version.map { "\"Version\": \"\($0)\", " } ?? ""
  var reader = PolicyReader()
  let document = reader.read(
    try json("{\(head)\"Statement\": [\(statements)]}"), kind: kind, name: name)
  #expect(reader.diagnostics.isEmpty, "\(reader.diagnostics)")
  return document
}

/// A statement in few words; the builder of most tests.
func statement(
  _ effect: Effect, _ actions: String..., on resources: [String]? = ["*"],
  to principals: [PrincipalName]? = nil, when conditions: [Condition] = [], sid: String? = nil
) -> Statement {
  Statement(
    sid: sid, effect: effect, actions: ActionElement(actions),
    resources: resources.map { .only($0.map { PatternText($0) }) } ?? .any,
    principals: principals.map { .only($0) } ?? .none, conditions: conditions)
}

func document(_ kind: PolicyKind = .inline, _ name: String = "p", _ statements: Statement...)
  -> PolicyDocument
{
  PolicyDocument(kind: kind, name: name, statements: statements)
}

/// An Allow of everything: what a full-access policy says.
let everything = document(.managed, "everything", statement(.allow, "*"))
/// A policy that allows an unrelated action only.
let nothing = document(.managed, "nothing", statement(.allow, "sqs:SendMessage"))

/// Decides one request in a world where unmentioned keys are absent.
func decision(
  _ caller: Caller, _ action: String, _ resource: String, in account: String = home,
  _ policies: PolicyInputs, context: [String: KeyState] = [:], world: RequestContext.World = .closed
) -> Decision {
  decide(
    Request(
      caller: caller, action: action, resource: resource, resourceAccount: account,
      context: RequestContext(world: world, states: context), policies: policies))
}

func answer(
  _ caller: Caller, _ action: String, _ resource: String, in account: String = home,
  _ policies: PolicyInputs, context: [String: KeyState] = [:], world: RequestContext.World = .closed
) -> Answer {
  decision(caller, action, resource, in: account, policies, context: context, world: world).answer
}
