import Environment

/// What `postern config init` writes.
package enum SettingsStart {
  /// Settings in which every entry is explained and commented out; they read without a complaint and
  /// change nothing.
  package static let text = """
    # Settings for Postern: what no cloud knows and you do. Put this file at a snapshot's root as
    # postern.yaml, or give it with --config. Everything is optional.
    # A schema for editors: postern config schema

    # Names for accounts. Ids in quotes, with leading zeros.
    # accounts:
    #   "111122223333": acme-dev

    # Who is assumed to attack: \(attackers).
    # attacker: aitm

    # Further identities from which an attacker could begin, by ARN.
    # starts:
    #   - arn:aws:iam::111122223333:role/contractor

    # Further things that an attacker would want, by ARN; control of an account is
    # aws:111122223333:administrator.
    # targets:
    #   - arn:aws:s3:::acme-evaluation-sets

    # What marks a bucket as training data. What is written here takes the place of the built-in
    # marks; `*` stands for any characters, in a tag's value for any value.
    # training_data:
    #   tags: {data-class: [training-data]}
    #   names: ["*training*"]

    # Findings that you know of and live with. Each needs an owner, a reason and the last day on
    # which it is accepted; on the day after it is a finding again. Name the finding by the id in
    # the report, or name a start, a target or both, and an impact (\(impacts)).
    # accepted_risks:
    #   - finding: 0123456789abcdef
    #     owner: mira.patel@acme.example
    #     reason: Break-glass access, watched by an alarm on every use.
    #     expires: 2027-03-31
    #   - start: arn:aws:iam::111122223333:user/batch
    #     target: arn:aws:s3:::acme-evaluation-sets
    #     impact: exfiltrate
    #     owner: mira.patel@acme.example
    #     reason: The nightly evaluation reads it.
    #     expires: 2027-03-31

    """

  private static let attackers = Attacker.allCases.map(\.rawValue).joined(separator: ", ")

  private static let impacts = AcceptedRisk.impacts.joined(separator: ", ")
}
