import Policy
import Testing

/// Addresses, dates and names as policies write them.
struct ValueTests {
  @Test(arguments: [
    ("10.0.0.0/8", "10.1.2.3", true), ("10.0.0.0/8", "11.0.0.0", false),
    ("10.0.0.0/8", "10.1.0.0/16", true), ("10.1.0.0/16", "10.0.0.0/8", false),
    ("10.1.2.3", "10.1.2.3/32", true), ("0.0.0.0/0", "255.255.255.255", true),
    ("192.0.2.128/25", "192.0.2.127", false), ("192.0.2.128/25", "192.0.2.255", true),
    ("192.0.2.200/25", "192.0.2.130", true), ("::/0", "1.2.3.4", false),
    ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/33", "2001:db8:8000::", false),
    ("::ffff:0:0/96", "::ffff:1.2.3.4", true), ("::1", "0:0:0:0:0:0:0:1", true),
  ])
  func rangesHoldAddresses(_ range: String, _ address: String, _ expected: Bool) throws {
    let range = try #require(AddressRange(range))
    #expect(range.contains(try #require(AddressRange(address))) == expected)
  }

  @Test(arguments: [
    "", "10.0.0", "10.0.0.0.0", "10.0.0.256", "10.0.0.-0", "10.0.0.+1", "10.0.0.0/", "10.0.0.0/33",
    "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0.0/-1", "a.b.c.d", " 10.0.0.1", "1::2::3", ":::", ":1",
    "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "::g", "::/129", "::+1", "1:2:3:4:5:6:7::8",
  ])
  func whatIsNoAddressIsNone(_ text: String) {
    #expect(AddressRange(text) == nil)
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01", 0), ("1970", 0), ("1970-01", 0),
      ("2026-05-01T10:00:00Z", 1_777_629_600), ("2026-05-01T10:00:00.5Z", 1_777_629_600.5),
      ("2026-05-01T12:00:00+02:00", 1_777_629_600), ("2026-05-01T05:00:00-0500", 1_777_629_600),
      ("2026-05-01T10:00Z", 1_777_629_600), ("2026-05-01 10:00:00", 1_777_629_600),
      ("1777629600", 1_777_629_600), ("-86400", -86_400), ("1969-12-31", -86_400),
      ("2024-02-29", 1_709_164_800), ("2000-02-29", 951_782_400), ("0001-01-01", -62_135_596_800),
    ] as [(String, Double)])
  func datesAreInstants(_ text: String, _ expected: Double) {
    #expect(Instant.parse(text) == expected)
  }

  @Test(arguments: [
    "", "today", "2026-13-01", "2026-00-01", "2026-02-29", "1900-02-29", "2026-04-31", "2026-5-1",
    "2026-05-01T", "2026-05-01T25:00:00Z", "2026-05-01T10:60:00Z", "2026-05-01T10:00:61Z",
    "2026-05-01T10:00:00X", "2026-05-01T10:00:00ZZ", "2026-05-01T10:00:00+99:00", "2026/05/01",
    "2026-05-01T10:00:", "2026-05-01T10:00:0.0.0Z", "\u{661}\u{662}\u{663}\u{664}", "nan", "inf",
  ])
  func whatIsNoDateIsNone(_ text: String) {
    #expect(Instant.parse(text) == nil)
  }

  @Test func namesAreSplitAtFiveColons() throws {
    let arn = try #require(ARN("arn:aws:logs:us-east-1:111122223333:log-group:a:b"))
    #expect(arn.service == "logs")
    #expect(arn.region == "us-east-1")
    #expect(arn.account == "111122223333")
    #expect(arn.resource == "log-group:a:b")
    #expect(arn.name == "b")
    #expect(arn.text == "arn:aws:logs:us-east-1:111122223333:log-group:a:b")
    #expect(ARN("arn:aws:iam::1:role/team/app")?.name == "app")
    #expect(ARN("arn:aws:s3:::")?.name == "")
    for text in ["", "*", "arn:aws:s3::x", "ARN:aws:s3:::x", "urn:aws:s3:::x"] {
      #expect(ARN(text) == nil, "\(text)")
    }
  }

  @Test func accountsHaveTwelveDigits() {
    #expect(isAccountID("111122223333"))
    #expect(!isAccountID("11112222333"))
    #expect(!isAccountID("1111222233334"))
    #expect(!isAccountID("11112222333a"))
    #expect(!isAccountID("\u{661}11122223333"))
  }

  @Test func whatAWSOwnsIsKnownByName() {
    #expect(AWSOwned.isServiceLinkedRole("arn:aws:iam::1:role/aws-service-role/x/y"))
    #expect(!AWSOwned.isServiceLinkedRole("arn:aws:iam::1:role/aws-reserved/x"))
    #expect(AWSOwned.isProtectedRole("arn:aws:iam::1:role/aws-reserved/x"))
    #expect(!AWSOwned.isProtectedRole("arn:aws:iam::1:role/service-role/x"))
    #expect(AWSOwned.isManagedPolicy("arn:aws:iam::aws:policy/ReadOnlyAccess"))
    #expect(!AWSOwned.isManagedPolicy("arn:aws:iam::111122223333:policy/ReadOnlyAccess"))
  }

  @Test func threeValuesFollowKleene() {
    let values: [Tri] = [.no, .maybe, .yes]
    for left in values {
      #expect(left.negated.negated == left)
      for right in values {
        #expect(left.and(right) == min(left, right))
        #expect(left.or(right) == left.negated.and(right.negated).negated)
      }
    }
  }
}
