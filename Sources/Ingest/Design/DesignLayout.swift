/// A key of a design and what may stand there. One table serves the reader, its messages and the
/// schema for editors.
struct DesignField: Sendable {
  /// What a value must look like.
  enum Shape: Sendable {
    case text
    case flag
    case choice([String])
    /// One text or a list of them.
    case texts
    /// Keys with values, for example tags or a policy.
    case mapping
    /// Grants in plain words, statements with `allow` or `deny`, or one of them.
    case grants
    /// Whom a role trusts.
    case trusts
    /// Grants, or a policy document.
    case grantsOrPolicy
  }

  let name: String
  let shape: Shape
  let isRequired: Bool
  /// What it means, as the schema tells.
  let tells: String

  init(_ name: String, _ shape: Shape, _ tells: String, isRequired: Bool = false) {
    self.name = name
    self.shape = shape
    self.isRequired = isRequired
    self.tells = tells
  }
}

/// A list of a design: its key, and the keys of its entries.
struct DesignSection: Sendable {
  let key: String
  let tells: String
  let fields: [DesignField]

  static let people = DesignSection(
    key: "people", tells: "Persons who sign in, as IAM users.",
    fields: [
      name, account,
      DesignField(
        "signs_in_with", .choice(SignIn.allCases.map(\.rawValue)),
        "Password and second factor; without it, nothing is known of either."),
      DesignField("access_key", .flag, "Whether a long-lived access key works."),
      DesignField("groups", .texts, "Names of the groups."), may, policy, boundary, tags,
    ])

  static let machines = DesignSection(
    key: "machines", tells: "Programs with long-lived keys, as IAM users without a password.",
    fields: [
      name, account,
      DesignField(
        "access_key", .flag, "Whether a long-lived access key works; true without this."),
      DesignField("groups", .texts, "Names of the groups."), may, policy, boundary, tags,
    ])

  static let groups = DesignSection(
    key: "groups", tells: "What several people have in common.",
    fields: [name, account, may, policy])

  static let roles = DesignSection(
    key: "roles", tells: "IAM roles.",
    fields: [
      name, account,
      DesignField(
        "trusts", .trusts,
        "Who may take the role: a service, `role x`, `person x`, `account x`, `anyone`, or an "
          + "identity provider."),
      DesignField("trust_policy", .mapping, "A trust policy as AWS has it, beside `trusts`."), may,
      policy, boundary, tags,
    ])

  static let workloads = DesignSection(
    key: "workloads", tells: "Programs that run as a role.",
    fields: [
      name, account,
      DesignField(
        "kind", .choice(DesignKind.workloads.map(\.rawValue)), "What it is.", isRequired: true),
      DesignField("runs_as", .text, "The name of its role."),
      DesignField("managed", .flag, "Whether Systems Manager manages an instance."),
      DesignField("reads", .texts, "Data it reads: a bucket, or bucket/prefix."),
      DesignField("writes", .texts, "Data it writes: a bucket, or bucket/prefix."), policy, tags,
    ])

  static let buckets = DesignSection(
    key: "buckets", tells: "Buckets.",
    fields: [
      name, account,
      DesignField("holds", .text, "What is in it; `training data` makes it a target."),
      DesignField(
        "denies", .texts, "Whom the bucket's policy denies everything: `role x`, `anyone` …"),
      policy, tags,
    ])

  static let secrets = DesignSection(
    key: "secrets", tells: "Secrets.", fields: [name, account, policy, tags])

  /// All lists, in the order in which they are read.
  static let all = [people, machines, groups, roles, workloads, buckets, secrets]

  /// The keys of a design that are no lists.
  static let header = [
    DesignField("design", .text, "The design's name.", isRequired: true),
    DesignField("cloud", .text, "The cloud it is meant for; shown, and otherwise ignored."),
    DesignField("region", .text, "The region in the ARNs; us-east-1 without this."),
    DesignField("accounts", .mapping, "Accounts by name; `id` is made up when it is missing."),
  ]

  /// The keys of an account.
  static let accountFields = [
    DesignField("id", .text, "Its id, 12 digits in quotes.")
  ]

  private static let name = DesignField(
    "name", .text, "Its name: letters, digits and any of +=,.@_-", isRequired: true)
  private static let account = DesignField(
    "account", .text, "The name of its account; needed when there are several.")
  private static let may = DesignField("may", .grants, "What it is allowed.")
  private static let policy = DesignField("policy", .mapping, "A policy document as AWS has it.")
  private static let boundary = DesignField(
    "boundary", .grantsOrPolicy, "A permissions boundary: the most that it can be allowed.")
  private static let tags = DesignField("tags", .mapping, "Tags.")
}

/// What a person signs in with.
enum SignIn: String, CaseIterable, Sendable {
  case password
  case passwordAndCode = "password+totp"
  case passwordAndPush = "password+push"
  case securityKey = "fido2"
  /// Somewhere else: the factor there is not known.
  case singleSignOn = "sso"
  case nothing
}

/// The kinds of things that have names, by the word that a grant uses for them.
enum DesignKind: String, Sendable {
  case person
  case machine
  case group
  case role
  case function
  case instance
  case notebook
  case trainingJob = "training-job"
  case bucket
  case secret

  /// The kinds of workloads.
  static let workloads: [DesignKind] = [.function, .instance, .notebook, .trainingJob]
}
