import Documents

/// One way to gain control of something: what it needs, all of it, and what it gains.
package struct Technique: Sendable {
  /// For example `iam-001`; ids of pathfinding.cloud where it has one.
  package var id: String
  /// Ids under which the same technique is published elsewhere.
  package var aliases: [String]
  package var name: String
  /// One sentence with `{from}`, `{to}` and perhaps `{via}` to be replaced by names.
  package var sentence: String
  package var category: String
  package var actor: ActorKind
  package var subject: Subject
  package var needs: [Need]
  package var gain: Gain
  /// How much work it is for an attacker, from 1 (one call) to 5.
  package var effort: Int
  /// How much it shows in logs, from 1 (looks like daily work) to 5.
  package var noise: Int
  /// MITRE ATT&CK technique ids.
  package var attack: [String]
  /// How to close it, in one sentence.
  package var close: String
  package var references: [String]
  package var origin: Origin

  /// What an attacker pays: effort and noise together.
  package var cost: Int { effort + noise }

  /// The actions that it needs, as written.
  package var permissions: [PermissionNeed] {
    needs.compactMap { if case .permission(let need) = $0 { need } else { nil } }
  }

  /// What has to be there before, each once, in order.
  package var existingThings: [ExistingThing] {
    var things: [ExistingThing] = []
    for need in needs {
      let thing: ExistingThing
      switch need {
      case .exists(let named): thing = named
      case .permission(let permission):
        guard case .existing(let named) = permission.place else { continue }
        thing = named
      case .trust, .fact, .state: continue
      }
      if !things.contains(thing) { things.append(thing) }
    }
    return things
  }
}

/// Who can use a technique.
package enum ActorKind: String, Sendable, Hashable, CaseIterable {
  case any
  case user
  case role
  /// A session of a role that Identity Center made from a permission set: whoever has it controls
  /// somebody who is assigned it.
  case permissionSet = "permission-set"
}

/// What a technique is aimed at.
package enum Subject: Sendable, Hashable {
  /// The acting principal itself.
  case actor
  case role
  case user
  case group
  /// Somebody of Identity Center.
  case person
  /// An account to which an instance of Identity Center gives access.
  case account
  /// A resource by its kind, for example `aws:lambda:function`.
  case resource(String)

  init(word: String) {
    switch word {
    case "actor": self = .actor
    case "role": self = .role
    case "user": self = .user
    case "group": self = .group
    case "person": self = .person
    case "account": self = .account
    default: self = .resource(word)
    }
  }

  package var word: String {
    switch self {
    case .actor: "actor"
    case .role: "role"
    case .user: "user"
    case .group: "group"
    case .person: "person"
    case .account: "account"
    case .resource(let kind): kind
    }
  }
}

/// One thing that a technique needs; all needs of a technique must hold together.
package enum Need: Sendable, Hashable {
  case permission(PermissionNeed)
  /// The subject, a role, trusts this service.
  case trust(service: String)
  case fact(SubjectFact)
  case state(StateNeed)
  /// Something is there that is neither made nor the subject.
  case exists(ExistingThing)
}

/// The subject is in a usable state.
package struct StateNeed: Sendable, Hashable {
  /// Attribute to accepted values, as the vendor prints them.
  package var accepted: [String: [String]]
  /// What would have to hold where the snapshot does not tell an attribute, in words; nil where an
  /// attribute that is not told is not fulfilled.
  package var unless: String?

  package init(accepted: [String: [String]], unless: String? = nil) {
    self.accepted = accepted
    self.unless = unless
  }
}

/// Something that has to be there before: any one of a kind, in a usable state, in the account of
/// who acts. Fit for kinds that have no policies of their own: what such a policy grants to one
/// principal by name does not count.
package struct ExistingThing: Sendable, Hashable {
  /// What needs call it. Needs with the same name in one technique speak of the same thing.
  package var name: String
  /// For example `aws:ecs:cluster`.
  package var kind: String
  /// Attribute to accepted values.
  package var state: [String: [String]]
}

/// A permission that a technique needs.
package struct PermissionNeed: Sendable, Hashable {
  package var action: String
  package var place: Place
  /// Context that the request fixes, such as `iam:PassedToService`.
  package var context: [String: String]
}

/// On what a permission is needed.
package enum Place: Sendable, Hashable {
  case subject
  case actor
  /// The action is asked for on `*`.
  case anything
  case policiesOfActor
  case policiesOfSubject
  /// Of those policies the ones with a version, not in force, that grants more than the one in
  /// force.
  case versionedPoliciesOfActor
  case versionedPoliciesOfSubject
  /// The SAML providers that the subject, a role, trusts.
  case providersOfSubject
  case groupsOfActor
  case objectsOfSubject
  /// What the subject, a workload, loads and runs: on any one of it.
  case loaded(LoadedKind)
  /// The key that encrypts the subject; no need at all where none does.
  case keyOfSubject
  /// The subject, its objects, or its key, once the attacker has written the policy of it: asked of
  /// whoever acts, as if that policy allowed everything. Holds only within the account that owns it.
  case openedSubject
  case objectsOfOpenedSubject
  case openedKeyOfSubject
  /// An access point of the subject, a bucket; and the objects that are asked for through that same
  /// one, once the attacker has written its policy. What the bucket's own policy says still counts.
  case accessPointsOfSubject
  case objectsOfOpenedAccessPoints
  /// What the subject belongs to or uses, by what it is to it, and its kind: the `cluster` of a task.
  /// Of a role of Identity Center its `permission-set`, the `instance` that made it, the `account`
  /// and a `group` that is assigned it with its `identity-store`; of an account the `instance`.
  case related(name: String, kind: String)
  /// Something that has to be there before.
  case existing(ExistingThing)
  /// Something the attacker makes; the template of its ARN. Needs with the same template in one
  /// technique speak of the same thing.
  case new(name: String, template: String)
}

/// What workloads load and run, as their configuration names it.
package enum LoadedKind: String, Sendable, Hashable, CaseIterable {
  /// Scripts, archives of code, scripts that run at the start.
  case code
  /// Models, which may run code when they are loaded.
  case model
  /// Container images that are named by a tag which a push can move.
  case image
}

/// A fact about the subject that no policy tells.
package enum SubjectFact: String, Sendable, Hashable, CaseIterable {
  /// A user with fewer than two access keys.
  case keySlot = "key-slot"
  /// A user who has two access keys already.
  case twoKeys = "two-keys"
  case noPassword = "no-password"
  case hasPassword = "has-password"
  /// A user without a second factor.
  case noFactor = "no-factor"
  /// A user or role with a permissions boundary.
  case bounded
  /// A user with a second factor.
  case hasFactor = "has-factor"
  /// A role whose own policies let it read some queue or stream: one of the attacker's will do.
  case readsEvents = "reads-events"
  /// A resource that a key encrypts which the customer manages.
  case customerKey = "customer-key"
  /// A role that an instance profile carries.
  case instanceProfile = "instance-profile"
  /// Not the acting principal itself.
  case notActor = "not-actor"
  /// A role that whoever acts signs in to by Identity Center: their own session, or that of a
  /// person who has both.
  case assigned
  /// In the account of who acts.
  case ownAccount = "own-account"
  /// A person whose password Identity Center keeps, and no other provider.
  case ownPassword = "own-password"
  /// A bucket, or a part of it, in which the configuration of a workload names a model.
  case holdsModel = "holds-model"
}

/// What a technique gains.
package enum Gain: String, Sendable, Hashable, CaseIterable {
  /// A session of the subject role.
  case session
  /// A session of the subject user with a new access key.
  case keySession = "key-session"
  /// A session of the subject user with a new access key and a second factor of the attacker's.
  case factorSession = "factor-session"
  /// A console session of the subject user.
  case consoleSession = "console-session"
  /// The acting user with a second factor of the attacker's.
  case factorActor = "factor-actor"
  /// Control of the subject workload, and so a session of the role it runs as.
  case workload
  /// A session of the subject, with identity policies of the attacker's choice.
  case rewritten
  /// The acting principal's own identity policies.
  case rewrittenActor = "rewritten-actor"
  /// A session of the subject, with another version of one of its policies in force.
  case switched
  /// The acting principal with another version of one of its policies in force.
  case switchedActor = "switched-actor"
  /// A session of the subject without its permissions boundary.
  case unbounded
  /// The acting principal without its permissions boundary.
  case unboundedActor = "unbounded-actor"
  /// Sessions of the roles that the subject role may assume, and none of the subject itself.
  case onward
  /// Membership in the subject group.
  case membership
  /// The subject person's sign-in, and so the roles that the person is assigned.
  case signIn = "sign-in"
  /// Control of the subject account; of one's own, by a principal that the attacker makes in it.
  case administrator
  /// Tags of the subject, for this hop and all later ones.
  case tagged
  /// The subject without some of its tags, for this hop and all later ones.
  case untagged
  /// A session of the subject role with session tags of the attacker's choice.
  case taggedSession = "tagged-session"
  /// Reading the subject's data.
  case exfiltrate
  /// Writing the subject's data.
  case poison
  /// Deleting the subject's data for good, or making it unreadable.
  case destroy
  /// Deciding who may use the subject.
  case takeover
  /// Replacing the model that the subject holds.
  case backdoor
  /// The value of a secret.
  case secret
}
