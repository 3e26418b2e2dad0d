import Policy

/// The conditions that random worlds are made of.
enum TestPool {
  struct Test {
    var comparison: Comparison
    var key: String
    var values: [String]
    var quantifier = Condition.Quantifier.single

    init(
      _ comparison: Comparison, _ key: String, _ values: String...,
      quantifier: Condition.Quantifier = .single
    ) {
      self.comparison = comparison
      self.key = key
      self.values = values
      self.quantifier = quantifier
    }
  }

  /// Tests on keys that follow from the caller, the question or the candidate.
  static let known = [
    Test(.stringEquals, "aws:PrincipalTag/team", "red", "blue"),
    Test(.stringNotEquals, "aws:PrincipalTag/team", "red", "${aws:ResourceTag/team}"),
    Test(.stringEquals, "aws:ResourceTag/team", "red", "${aws:PrincipalTag/team}"),
    Test(.stringEquals, "aws:PrincipalTag/team", "${aws:ResourceTag/team}"),
    Test(.stringNotEquals, "aws:ResourceTag/team", "red", "${aws:PrincipalTag/team}"),
    Test(.stringLike, "aws:ResourceTag/owner", "${aws:username}", "b*"),
    Test(.null, "aws:ResourceTag/team", "true", "false"),
    Test(.null, "aws:PrincipalTag/team", "true", "false"),
    Test(
      .arnLike, "aws:PrincipalArn", "arn:aws:iam::*:role/*", "arn:aws:iam::*:user/${aws:username}"),
    Test(.arnNotLike, "aws:PrincipalArn", "arn:aws:iam::111122223333:role/app*"),
    Test(.stringEquals, "aws:PrincipalAccount", home, other),
    Test(.stringEquals, "aws:ResourceAccount", home, other),
    Test(.stringEquals, "aws:PrincipalOrgID", "o-acme"),
    Test(.stringEquals, "aws:PrincipalType", "User", "AssumedRole"),
    Test(.bool, "aws:SecureTransport", "true", "false"),
    Test(.bool, "aws:ViaAWSService", "true", "false"),
  ]

  /// Tests on keys that nobody knows or that the attacker writes, at least for some callers.
  static let free = [
    Test(.bool, "aws:MultiFactorAuthPresent", "true", "false"),
    Test(.null, "aws:MultiFactorAuthPresent", "true", "false"),
    Test(.ipAddress, "aws:SourceIp", "203.0.113.0/24", "10.0.0.0/8"),
    Test(.notIPAddress, "aws:SourceIp", "203.0.113.0/24"),
    Test(.stringEquals, "iam:PassedToService", "lambda.amazonaws.com"),
    Test(.stringEquals, "aws:RequestTag/team", "red", "blue"),
    Test(.stringNotEquals, "aws:RequestTag/team", "red", "blue"),
    Test(.null, "aws:RequestTag/team", "true", "false"),
    Test(.stringEquals, "aws:SourceVpc", "vpc-1"),
    Test(.stringLike, "aws:userid", "AIDA*", "AROA*:s1"),
    Test(.stringEquals, "s3:ResourceAccount", home, other),
    Test(.stringLike, "aws:TagKeys", "t*", quantifier: .forAllValues),
    Test(.stringEquals, "aws:TagKeys", "team", quantifier: .forAnyValue),
    Test(.dateLessThan, "aws:CurrentTime", "2030-01-01T00:00:00Z"),
    Test(.numericLessThan, "aws:MultiFactorAuthAge", "3600"),
    Test(.stringEquals, "sts:ExternalId", "secret"),
  ]
}
