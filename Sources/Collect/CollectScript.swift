/// A POSIX shell script of the table's commands, for those who run it themselves.
package struct CollectScript: Sendable {
  /// The regions; empty for all that the account has enabled.
  package var regions: [String]
  /// The role to assume in other accounts.
  package var role: String?
  /// Those accounts.
  package var accounts: [String]

  /// Describes a script. The names must have been checked with ``CollectNames``; they are quoted
  /// all the same.
  package init(regions: [String] = [], role: String? = nil, accounts: [String] = []) {
    self.regions = regions
    self.role = role
    self.accounts = accounts
  }

  /// The permissions that the script needs.
  package var permissions: [String] {
    var further: [String] = []
    if regions.isEmpty { further.append("ec2:DescribeRegions") }
    if role != nil { further.append(CollectScript.assume) }
    return CommandTable.permissions(further)
  }

  /// The permissions as a policy document: what the commands read, and the roles by name. Sorted.
  package var policy: String {
    let actions = permissions.filter { $0 != CollectScript.assume }
    var statements = [CollectScript.statement("PosternReads", actions, ["*"])]
    if let role {
      let roles = accounts.sorted().map { "arn:*:iam::\($0):role/\(role)" }
      statements.append(CollectScript.statement("PosternRoles", [CollectScript.assume], roles))
    }
    return """
      {
        "Version": "2012-10-17",
        "Statement": [
      \(statements.joined(separator: ",\n"))
        ]
      }

      """
  }

  private static let assume = "sts:AssumeRole"

  private static func statement(_ sid: String, _ actions: [String], _ of: [String]) -> String {
    func list(_ words: [String]) -> String {
      words.map { "        \"\($0)\"" }.joined(separator: ",\n")
    }
    return """
          {
            "Sid": "\(sid)",
            "Effect": "Allow",
            "Action": [
      \(list(actions))
            ],
            "Resource": [
      \(list(of))
            ]
          }
      """
  }

  /// The script.
  package var text: String {
    [
      header, settings, CollectScript.functions, role == nil ? "" : assumption, perRegion,
      perAccount, perOrganization, CollectScript.main, role == nil ? "" : CollectScript.others,
      CollectScript.ending,
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var header: String {
    let list = permissions.map { "#   \($0)" }.joined(separator: "\n")
    return """
      #!/bin/sh
      # Writes a snapshot for Postern: the outputs of read-only commands of the AWS command line.
      #
      # usage: sh collect.sh [FOLDER]      FOLDER is "snapshot" unless it is given
      #
      # Goes on after a failed call; what it said is kept as FILE.json.err beside the output.
      # Run again, it keeps the outputs that are there and makes the missing ones.
      # Each call takes about 0.7 s. An account has \(count(.account)) calls, and \(count(.region)) in each region; a bucket \(count(.each(.bucket))),
      # a user or a key \(count(.each(.user))), a function \(count(.each(.function))), a cluster 3 or 4,
      # a permission set 4, an access point 3, any other thing 1 or 2.
      #
      # Ends with 0 when everything is there, with 3 when a call failed or was refused, with 65 when
      # the credentials are no good, with 74 when it cannot write, with 130 when interrupted.
      #
      # Permissions that it needs (postern collect --print-policy prints them as a policy):
      #
      \(list)

      """
  }

  private var settings: String {
    var text = """
      set -u
      umask 077
      OUT=${1:-snapshot}
      case $OUT in
        /*) ;;
        *) OUT=./$OUT ;;
      esac
      AWS_PAGER=
      # Throttled calls are tried again by the command line itself.
      AWS_RETRY_MODE=${AWS_RETRY_MODE:-standard}
      AWS_MAX_ATTEMPTS=${AWS_MAX_ATTEMPTS:-8}
      export AWS_PAGER AWS_RETRY_MODE AWS_MAX_ATTEMPTS
      if [ -z "${AWS_DEFAULT_REGION:-}" ]; then
        AWS_DEFAULT_REGION=${AWS_REGION:-$(aws configure get region || echo us-east-1)}
        export AWS_DEFAULT_REGION
      fi
      # Empty: all regions that the account has enabled.
      REGIONS=\(CollectScript.quoted(regions.joined(separator: " ")))

      """
    if let role {
      text += """
        # The role to assume in other accounts, and those.
        ROLE=\(CollectScript.quoted(role))
        ACCOUNTS=\(CollectScript.quoted(accounts.joined(separator: " ")))

        """
    }
    return text
  }

  private var perRegion: String {
    var lines = ["# region: the inventories of one region.", "region() {"]
    lines += ["  tell \"account $account, region $region\"", "  base=$OUT/$account/$region"]
    lines += saves(.region, "  ")
    for thing in Thing.allCases where thing.isRegional && thing.parent == nil {
      lines += loop(thing)
    }
    return (lines + ["}", ""]).joined(separator: "\n")
  }

  private var perAccount: String {
    var lines = ["# account: everything of one account.", "account() {"]
    lines += [
      "  tell \"account $account\"",
      "  base=$OUT/$account",
      "  [ -s \"$base/iam/get-credential-report.json\" ] || report",
    ]
    lines += saves(.account, "  ")
    for thing in [Thing.identityProvider, .user, .bucket] { lines += loop(thing) }
    lines += [
      "  regions=$REGIONS", "  if [ -z \"$regions\" ]; then", "    : >\"$OUT/.names\"",
      "    names ec2 describe-regions --query 'Regions[].[RegionName]'",
      "    regions=$(cat \"$OUT/.names\")",
      "    [ -n \"$regions\" ] || miss 'no region is asked about: needs ec2:DescribeRegions'",
      "  fi",
      "  for region in $regions; do", "    region", "  done", "}", "",
    ]
    return lines.joined(separator: "\n")
  }

  private var perOrganization: String {
    var lines = ["# organization: the tree of accounts and what limits them.", "organization() {"]
    lines += ["  base=$OUT/$account"]
    lines += saves(.organization, "  ")
    for thing in [Thing.organizationParent, .organizationAccount, .organizationPolicy] {
      lines += loop(thing)
    }
    return (lines + ["}", ""]).joined(separator: "\n")
  }
}

extension CollectScript {
  /// A word as the shell takes it literally.
  package static func quoted(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  /// The lines that keep the outputs of a scope's commands.
  private func saves(_ scope: CollectCommand.Scope, _ indent: String) -> [String] {
    CommandTable.all.filter { $0.scope == scope && !$0.isAlternative }.map {
      indent + save($0)
    }
  }

  private func count(_ scope: CollectCommand.Scope) -> Int {
    CommandTable.all.filter { $0.scope == scope && !$0.isAlternative }.count
  }
}
