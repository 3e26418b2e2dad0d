import Policy
import Testing

/// Matching by trying every length of every `*`: slow and obviously right.
private func naiveMatch(_ pattern: ArraySlice<Unicode.Scalar>, _ text: ArraySlice<Unicode.Scalar>)
  -> Bool
{
  guard let first = pattern.first else { return text.isEmpty }
  switch first {
  case "*":
    return naiveMatch(pattern.dropFirst(), text)
      || (!text.isEmpty && naiveMatch(pattern, text.dropFirst()))
  case "?": return !text.isEmpty && naiveMatch(pattern.dropFirst(), text.dropFirst())
  default: return text.first == first && naiveMatch(pattern.dropFirst(), text.dropFirst())
  }
}

/// Wildcard patterns.
struct PatternTests {
  @Test(arguments: [
    ("", ["": true, "a": false]),
    ("*", ["": true, "a/b:c": true]),
    ("a*", ["a": true, "ab": true, "ba": false, "A": false]),
    ("*a", ["a": true, "ba": true, "ab": false]),
    ("a*b*c", ["abc": true, "aXbYc": true, "acb": false, "abcbc": true]),
    ("?", ["": false, "a": true, "ab": false, "\u{E9}": true, "\u{1F511}": true]),
    ("a?c", ["a\u{1F511}c": true, "ac": false, "abbc": false]),
    ("*?", ["": false, "\u{1F511}": true]),
    ("*??", ["\u{E9}": false, "\u{E9}a": true]),
    ("**", ["": true, "x": true]),
    ("a.b", ["a.b": true, "axb": false]),
  ])
  func matchesWhatItSays(_ pattern: String, _ texts: [String: Bool]) {
    for (text, expected) in texts {
      #expect(Glob(pattern).matches(text) == expected, "\(pattern) and \(text)")
    }
  }

  @Test func foldingIgnoresTheCaseOfLetters() {
    #expect(Glob("s3:Get*", folded: true).matches("S3:GETObject"))
    #expect(!Glob("s3:Get*").matches("S3:GETObject"))
    #expect(!Glob("[", folded: true).matches("{"))
    #expect(!Glob("\u{C9}", folded: true).matches("\u{E9}"))
  }

  @Test func anythingAboutThePatternIsKnown() {
    #expect(Glob("abc").literal == "abc")
    #expect(Glob("ab*").literal == nil)
    #expect(Glob("ab*").prefix == "ab")
    #expect(Glob("*").matchesEverything)
    #expect(!Glob("*a").matchesEverything)
    #expect(Glob(pieces: [.literal("*"), .pattern("*")]).prefix == "*")
  }

  @Test func agreesWithTheNaiveMatcher() {
    let patternLetters = ["a", "b", "*", "?", "\u{E9}", "\u{1F511}", "*"]
    let textLetters = ["a", "b", "\u{E9}", "\u{1F511}"]
    var random = SplitMix64(seed: 1)
    for _ in 0..<20_000 {
      let pattern = random.some(patternLetters, upTo: 7).joined()
      let text = random.once(in: 10) ? "" : random.some(textLetters, upTo: 8).joined()
      let expected = naiveMatch(Array(pattern.unicodeScalars)[...], Array(text.unicodeScalars)[...])
      let glob = Glob(pattern)
      #expect(glob.matches(text) == expected, "\(pattern) and \(text)")
      if expected { #expect(text.hasPrefix(glob.prefix)) }
      #expect(glob.matches(glob.witness()), "\(pattern)")
      #expect(glob.matches(glob.witness(run: "xy")), "\(pattern)")
    }
  }

  @Test func manyStarsAreNoTrouble() {
    let pattern = Glob(String(repeating: "*a", count: 200) + "*")
    #expect(!pattern.matches(String(repeating: "ab", count: 199)))
    #expect(pattern.matches(String(repeating: "ab", count: 200)))
  }

  @Test func actionsIgnoreCaseAndResourcesDoNot() {
    #expect(ActionElement(["S3:get*"]).matches("s3:GetObject"))
    #expect(!ActionElement(["S3:get*"]).matches("s3:PutObject"))
    #expect(ActionElement(["S3:get*"], isComplement: true).matches("s3:PutObject"))
    #expect(!ActionElement(["s3:*", "iam:*"], isComplement: true).matches("IAM:PassRole"))
    let inputs = PolicyInputs(
      identity: [document(.inline, "p", statement(.allow, "*", on: ["arn:aws:s3:::Data"]))])
    #expect(answer(ann, "s3:ListBucket", "arn:aws:s3:::Data", inputs) == .allowed)
    #expect(answer(ann, "s3:ListBucket", "arn:aws:s3:::data", inputs) == .denied)
  }
}
