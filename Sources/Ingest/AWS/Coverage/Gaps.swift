import Documents
import Environment
import Policy

/// What a snapshot lacks, what cannot be judged because of it, and the command that would tell.
struct Gaps {
  let builder: EnvironmentBuilder
  private(set) var gaps: [Coverage.Gap] = []

  /// Looks for gaps; linear in the size of the environment.
  init(_ builder: EnvironmentBuilder) {
    self.builder = builder
    let users = Dictionary(grouping: builder.environment.users, by: \.account)
    let resources = Dictionary(grouping: builder.environment.resources, by: \.account)
    for account in builder.environment.accounts.keys.sorted() {
      look(at: account, users: users[account] ?? [], resources: resources[account] ?? [])
    }
    for (account, command) in builder.truncated {
      add(
        97, account, "the further pages of `\(command)`", "what they hold is not counted", command)
    }
    lookAtUnlistedBuckets(resources[""] ?? [])
    lookAtOrganization()
    lookAtIdentityCenter()
    gaps.sort { ($1.weight, $0.account, $0.what) < ($0.weight, $1.account, $1.what) }
  }

  private mutating func look(at account: String, users: [User], resources: [Resource]) {
    guard builder.accountsWithFiles.contains(account) else {
      return add(
        100, account, "everything in the account",
        "no path through it can be found", "aws iam get-account-authorization-details")
    }
    if builder.environment.accounts[account]?.hasInventory != true {
      // Without identities and resources of its own, one gap says it all.
      if resources.allSatisfy({ $0.kind.rawValue.hasPrefix("aws:sso:") }) {
        return add(
          100, account, "the account's identities, buckets and workloads",
          "no path from or through it can be found", "aws iam get-account-authorization-details")
      }
      add(
        100, account, "the account's users, roles and policies",
        "no path from or through its identities can be found",
        "aws iam get-account-authorization-details")
    }
    lookAtPolicies(account)
    lookAtCredentials(account, users)
    lookAtRootUser(account)
    lookAtBuckets(account, resources.filter { $0.kind == .bucket })
    lookAtVersions(account, resources.filter { $0.kind == .bucket })
    lookAtAccessPoints(account, resources)
    lookAtInstances(account, resources.filter { $0.kind == .instance })
    lookAtFunctions(account, resources.filter { $0.kind == .function })
    lookAtMachineLearning(account, resources)
    lookAtLearning(account, resources)
    lookAtWorkloads(account, resources)
    lookAtSecrets(account)
    lookAtKeys(account, resources)
  }

  mutating func add(
    _ weight: Int, _ account: String, _ what: String, _ why: String, _ command: String,
    hides: [ResourceKind] = [], attribute: String? = nil
  ) {
    gaps.append(
      Coverage.Gap(
        weight: weight, account: account, what: what, why: why, command: command, hides: hides,
        hidesAttribute: attribute))
  }

  /// `1 user`, `2 users`; and of how many, where that says more.
  static func count(_ count: Int, of total: Int? = nil, _ noun: String) -> String {
    let noun = (total ?? count) == 1 ? noun : noun + "s"
    guard let total, total != count else { return "\(count) \(noun)" }
    return "\(count) of \(total) \(noun)"
  }
}

// MARK: Identities

extension Gaps {
  private mutating func lookAtPolicies(_ account: String) {
    let missing = builder.missingPolicies.values.filter { $0.contains(account) }.count
    guard missing > 0 else { return }
    add(
      95, account, "the documents of \(Gaps.count(missing, "attached managed policy"))",
      "what they allow and deny is not counted", "aws iam get-account-authorization-details")
  }

  private mutating func lookAtCredentials(_ account: String, _ users: [User]) {
    let unknown = users.filter {
      let facts = $0.credentials
      return facts.hasPassword == nil || facts.accessKeys == nil || facts.factors == nil
    }
    if !unknown.isEmpty {
      add(
        90, account,
        "which password, keys and factor \(Gaps.count(unknown.count, of: users.count, "user")) "
          + (unknown.count == 1 ? "has" : "have"),
        "each of them counts as a start",
        "aws iam generate-credential-report && aws iam get-credential-report")
    }
    let unclear = users.filter { $0.credentials.factors?.contains { $0.kind == .unknown } == true }
    if !unclear.isEmpty {
      add(
        60, account, "the kind of second factor of \(Gaps.count(unclear.count, "user"))",
        "a factor that cannot be phished is not told from one that can",
        "aws iam list-mfa-devices --user-name NAME")
    }
  }

  private mutating func lookAtOrganization() {
    let accounts = builder.environment.accounts.keys.filter(builder.accountsWithFiles.contains)
    let tells = CeilingKind.allCases.contains(where: builder.organization.tells)
    guard tells else {
      if !accounts.isEmpty {
        add(
          70, "", "the policies by which the organisation limits its accounts (SCP, RCP)",
          "paths may be shown that they forbid",
          "aws organizations list-policies --filter SERVICE_CONTROL_POLICY, "
            + "describe-policy, list-policies-for-target")
      }
      return
    }
    for account in accounts.sorted() where builder.organization.members.contains(account) {
      let parts = builder.organization.unknownParts(of: account)
      guard let first = parts.first else { continue }
      let more = parts.count > 1 ? " and \(parts.count - 1) more" : ""
      add(
        65, account, "of the organisation's limits: \(first)\(more)",
        "paths may be shown that they forbid",
        "aws organizations list-policies-for-target, describe-policy, list-parents")
    }
  }
}

// MARK: Data

extension Gaps {
  private mutating func lookAtBuckets(_ account: String, _ buckets: [Resource]) {
    if !builder.has(Buckets.operation, in: account) {
      add(
        85, account, "the account's buckets", "targets are only those that policies or jobs name",
        "aws s3api list-buckets")
    }
    lookAtBuckets(
      account, buckets, lacking: "get-bucket-policy", weight: 55, what: "the policies",
      why: "whom they let in from outside, or shut out, is not counted")
    lookAtBuckets(
      account, buckets.filter { $0.tags == nil }, lacking: "get-bucket-tagging", weight: 50,
      what: "the tags", why: "training data is told by name and by jobs alone")
  }

  /// Without it, earlier versions count as none; of deletions it is not known what they leave.
  private mutating func lookAtVersions(_ account: String, _ buckets: [Resource]) {
    let unknown = buckets.filter { $0.state["versioning"] == nil }
    guard !unknown.isEmpty else { return }
    add(
      17, account,
      "whether \(Gaps.count(unknown.count, "bucket")) "
        + (unknown.count == 1 ? "keeps" : "keep") + " earlier versions of objects",
      "reading those is not judged",
      "aws s3api get-bucket-versioning --bucket \(unknown.count == 1 ? unknown[0].name : "NAME")",
      hides: [.bucket], attribute: "versioning")
  }

  /// A path to encrypted data needs the key's leave; of a key that is not known it is conditional.
  private mutating func lookAtKeys(_ account: String, _ encrypted: [Resource]) {
    let command = "aws kms \(Keys.policyOperation)"
    let unknown = encrypted.filter { resource in
      guard let key = resource.encryptionKey, !key.contains("alias/aws/") else { return false }
      return !builder.described.contains(.init(operation: command, thing: key))
    }
    guard let first = unknown.first?.encryptionKey else { return }
    let keys = Set(unknown.compactMap(\.encryptionKey)).count
    add(
      60, account,
      "the policy of \(keys == 1 ? "the key" : "\(keys) keys") that encrypt"
        + "\(keys == 1 ? "s" : "") \(Gaps.count(unknown.count, "thing"))",
      "paths to what they encrypt are conditional",
      "\(command) --policy-name default --key-id \(keys == 1 ? first : "KEY")")
  }

  private mutating func lookAtBuckets(
    _ account: String, _ buckets: [Resource], lacking operation: String, weight: Int, what: String,
    why: String
  ) {
    let command = "aws s3api \(operation)"
    let unknown = buckets.filter {
      !builder.described.contains(.init(operation: command, thing: $0.arn))
    }
    guard !unknown.isEmpty else { return }
    let name = unknown.count == 1 ? unknown[0].name : "NAME"
    add(
      weight, account, "\(what) of \(Gaps.count(unknown.count, "bucket"))", why,
      "\(command) --bucket \(name)")
  }

  private mutating func lookAtUnlistedBuckets(_ resources: [Resource]) {
    let unlisted = resources.filter { $0.kind == .bucket && !$0.isListed }
    guard !unlisted.isEmpty else { return }
    add(
      40, "", "\(Gaps.count(unlisted.count, "bucket")) that policies or jobs name",
      "whose they are, and what their own policies say, is not known",
      "aws s3api list-buckets in the accounts that are not in the snapshot")
  }

  private mutating func lookAtSecrets(_ account: String) {
    if !builder.has("list-secrets", in: account) {
      add(
        20, account, "the account's secrets", "no path to a secret can be found",
        "aws secretsmanager list-secrets", hides: [.secret])
    }
    if !builder.has("describe-parameters", in: account) {
      add(
        15, account, "the account's parameters", "no path to a parameter can be found",
        "aws ssm describe-parameters", hides: [.parameter])
    }
  }
}

// MARK: Workloads

extension Gaps {
  private mutating func lookAtInstances(_ account: String, _ instances: [Resource]) {
    if !builder.has(Instances.operation, in: account) {
      add(
        75, account, "the account's instances and the roles that they run as",
        "taking over a running instance is not judged", "aws ec2 describe-instances",
        hides: [.instance])
    }
    lookAtMetadata(account, instances)
    if !builder.has(Instances.managedOperation, in: account),
      !instances.isEmpty || !builder.has(Instances.operation, in: account)
    {
      add(
        72, account, "which instances Systems Manager reaches",
        "commands and sessions on instances are not judged",
        "aws ssm describe-instance-information", hides: [.instance], attribute: "managed")
    }
    if !builder.has(SecurityGroups.operation, in: account), !instances.isEmpty {
      add(
        10, account, "from where \(Gaps.count(instances.count, "instance")) can be reached",
        "connecting to an instance is conditional", SecurityGroups.operation, hides: [.instance],
        attribute: "ssh")
    }
  }

  private mutating func lookAtFunctions(_ account: String, _ functions: [Resource]) {
    if !builder.has(Functions.operation, in: account) {
      add(
        75, account, "the account's functions and the roles that they run as",
        "replacing a function's code is not judged", "aws lambda list-functions",
        hides: [.function])
    }
    lookAtDoors(account, functions)
  }

  private mutating func lookAtMachineLearning(_ account: String, _ resources: [Resource]) {
    if !builder.has(Notebooks.operation, in: account) {
      add(
        75, account, "the account's notebook instances and the roles that they run as",
        "opening a notebook is not judged",
        "aws sagemaker list-notebook-instances, describe-notebook-instance", hides: [.notebook])
    }
    if !builder.has(TrainingJobs.operation, in: account) {
      add(
        80, account, "the account's training jobs",
        "training data is told by the names and tags of buckets alone",
        "aws sagemaker list-training-jobs, describe-training-job")
    }
    let kinds: [(kind: ResourceKind, operation: String, noun: String)] = [
      (.notebook, Notebooks.details, "notebook instance"),
      (.trainingJob, TrainingJobs.details, "training job"),
    ]
    for (kind, operation, noun) in kinds {
      let command = "aws sagemaker \(operation)"
      let unknown = resources.filter {
        $0.kind == kind && !builder.described.contains(.init(operation: command, thing: $0.arn))
      }
      guard !unknown.isEmpty else { continue }
      add(
        70, account, "the role of \(Gaps.count(unknown.count, noun))",
        kind == .trainingJob
          ? "the buckets that they read and write are not known"
          : "whom opening them makes an attacker is not known",
        "\(command) --\(noun.dashed)-name NAME")
    }
  }
}

extension String {
  fileprivate var dashed: String { String(map { $0 == " " ? "-" : $0 }) }
}
