import Analysis
import Foundation
import Testing

@testable import Reporting

@Suite("The report as one page")
struct HTMLReportTests {
  private static let picture = """
    <svg width="40pt" height="20pt" viewBox="0 0 40 20" xmlns="http://www.w3.org/2000/svg">
    <g id="node-1" class="node person start"><title>arn:aws:iam::111122223333:user/dana</title>
    <text x="1" y="2" font-size="8">dana &#160;</text></g></svg>
    """

  private func page(_ world: SmallWorld, picture: String? = Self.picture) -> String {
    HTMLReport.text(world.analyzed(), version: "1.2.3", picture: picture)
  }

  @Test func golden() { Golden.expect(page(Worlds.acme()), is: "report.html") }

  @Test("the same input gives the same bytes")
  func determinism() { #expect(page(Worlds.acme()) == page(Worlds.acme())) }

  @Test("the policy allows the page's own style and nothing else")
  func policy() throws {
    let page = page(Worlds.acme())
    let style = try #require(page.firstMatch(of: /<style>([^<]*)<\/style>/)).output.1
    #expect(SHA256.base64(Array(style.utf8)) == HTMLStyle.hash)
    #expect(HTMLReport.policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
    #expect(!HTMLReport.policy.contains("unsafe"))
    // The policy counts from where it stands: before anything that it forbids.
    let tags = PageTags(page)
    let names = tags.all.map(\.name)
    #expect(names.firstIndex(of: "meta") == 2)
    #expect(tags.all[3].attributes["http-equiv"] == "Content-Security-Policy")
    #expect(page.replacing("&#39;", with: "'").contains(HTMLReport.policy))
    for tag in tags.all { #expect(tag.attributes["style"] == nil) }
  }

  @Test("SHA-256 is right", arguments: ["", "abc", String(repeating: "a", count: 119)])
  func hash(text: String) {
    // Source: FIPS 180-4 examples, and `openssl dgst -sha256 -binary | base64`.
    let known = [
      "": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
      "abc": "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
      String(repeating: "a", count: 119): "MeulHDE6XAgiat8Y1KNZz9/Y0ugWsT9K+VL36mWE3Ps=",
    ]
    #expect(SHA256.base64(Array(text.utf8)) == known[text])
  }

  @Test("loads nothing and links to itself alone", arguments: ["plain"] + HostileNames.all)
  func references(name: String) {
    let page = page(Worlds.hostile(name))
    let style = HTMLStyle.text
    for word in ["@import", "url(", "http"] { #expect(!style.contains(word)) }
    for tag in PageTags(page).all {
      #expect(PageTags.known.contains(tag.name), "<\(tag.name)>")
      for (attribute, value) in tag.attributes {
        #expect(!attribute.hasPrefix("on"), "\(attribute)")
        #expect(!["src", "srcset", "action", "style", "xlink:href"].contains(attribute))
        if attribute == "href" { #expect(value.hasPrefix("#")) }
        // What the snapshot calls a thing is kept for scripts to come, and never followed.
        if !attribute.hasPrefix("data-") { #expect(!value.contains("http")) }
      }
    }
  }

  @Test("every link within the page leads somewhere")
  func anchors() {
    for world in [Worlds.acme(), Worlds.crowd(30), Worlds.empty(), Worlds.safe()] {
      let tags = PageTags(page(world)).all
      let ids = tags.compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count)
      for link in tags.compactMap({ $0.attributes["href"] }) {
        #expect(ids.contains(String(link.dropFirst())), "\(link)")
      }
    }
  }

  @Test("names make no tag and hide nothing", arguments: HostileNames.all)
  func hostile(name: String) {
    let page = page(Worlds.hostile(name))
    HostileNames.expectVisible(page)
    let tags = PageTags(page)
    #expect(tags.isBalanced)
    #expect(Self.frame(tags) == Self.frame(PageTags(self.page(Worlds.hostile("plain")))))
  }

  /// All but the conditions, of which some names really bring about more.
  private static func frame(_ tags: PageTags) -> [String] {
    tags.all.filter { $0.name != "dd" && $0.attributes["class"] != "condition" }.map { tag in
      "\(tag.name) \(tag.attributes.keys.sorted())"
    }
  }

  @Test("all tags are closed, whatever was found")
  func balance() {
    for world in [Worlds.acme(), Worlds.crowd(30), Worlds.empty(), Worlds.safe()] {
      #expect(PageTags(page(world)).isBalanced)
      #expect(PageTags(page(world, picture: nil)).isBalanced)
    }
    #expect(!PageTags("<p><b></p></b>").isBalanced && !PageTags("<p>").isBalanced)
  }

  @Test("tells of every finding, hop and statement, and marks them for scripts")
  func structure() {
    let result = Worlds.acme().analyzed()
    let tags = PageTags(page(Worlds.acme())).all
    let findings = ReportView(result).findings
    let articles = tags.filter { $0.name == "article" }
    #expect(
      Set(articles.compactMap { $0.attributes["data-finding"] })
        == Set(findings.map(\.finding.id)))
    let hops = tags.filter { $0.attributes["class"] == "hop" }
    let paths = findings.flatMap { [$0.path] + ($0.shorter.map { [$0] } ?? []) }
    #expect(hops.count == paths.map(\.hops.count).reduce(0, +))
    let places = Set(tags.compactMap { $0.attributes["data-place"] })
    for hop in paths.flatMap(\.hops) {
      #expect(hops.contains { $0.attributes["data-to"] == hop.toID })
      for evidence in hop.evidence { #expect(places.contains(evidence.origin.place)) }
    }
    #expect(tags.contains { $0.attributes["data-node"]?.hasSuffix("user/dana") == true })
  }

  @Test("grows by a few kilobytes for each finding")
  func size() {
    let small = page(Worlds.crowd(10)).utf8.count
    let large = page(Worlds.crowd(30)).utf8.count
    #expect(small < 100_000)
    #expect((large - small) / 40 < 6_000)
  }
}

@Suite("Pictures in a page")
struct InlinePictureTests {
  @Test(
    "only the still parts are taken over",
    arguments: [
      ("<script>alert(1)</script>", ""), ("<g onload=\"x\"></g>", "<g></g>"),
      ("<foreignObject><p>x</p></foreignObject><g/>", "<g></g>"),
      ("<a xlink:href=\"http://x/\"><text>x</text></a>", ""),
      ("<g style=\"x\" fill=\"url(http://x/)\" stroke=\"#000\"/>", "<g stroke=\"#000\"></g>"),
      ("<style>*{}</style><image href=\"http://x/\"/><use/>", ""),
      ("<!-- <g> --><![CDATA[x]]><text>a&amp;b &gt;</text>", "<text>a&amp;b &gt;</text>"),
      (
        "<text x='\"><script>'>\u{202E}</text>",
        "<text x=\"&quot;&gt;&lt;script&gt;\">\u{FFFD}</text>"
      ),
      (
        "<g class=\"node role\">\n<title>arn:x</title></g>",
        "<g class=\"node role\" data-node=\"arn:x\">\n<title>arn:x</title></g>"
      ),
    ])
  func parts(given: String, expected: String) {
    let label = "aria-label=\"The attack paths as a picture\""
    #expect(InlinePicture("<svg>\(given)</svg>\n")?.markup == "<svg \(label)>\(expected)</svg>")
  }

  @Test(
    "what is no whole picture is left out",
    arguments: [
      "", "text", "<svg>", "<svg></g>", "<g></g>", "<svg/><svg/>", "<svg><g></svg></g>", "<svg",
      "<svg a></svg>", "<svg a=\"></svg>", "<svg><!-- </svg>", "<>", "</svg>",
      "<svg><script></svg>", "<svg></svg><script></script>",
    ])
  func broken(text: String) { #expect(InlinePicture(text) == nil) }

  @Test("knows how wide it is")
  func proportion() {
    #expect(InlinePicture("<svg viewBox=\"0 0 300 100\"/>")?.proportion == 3)
    #expect(InlinePicture("<svg viewBox=\"0 0 x 0\"/>")?.proportion == 1)
  }
}

@Suite("The sanitiser of pages")
struct HTMLTextTests {
  @Test(
    "texts",
    arguments: [
      ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
      ("a \"b\" & &amp;", "a &quot;b&quot; &amp; &amp;amp;"), ("\u{202E}x", "\u{FFFD}x"),
      ("\u{0}\u{1B}[31m\u{9B}", "\u{FFFD}\u{FFFD}[31m\u{FFFD}"), ("a\n<b>", "a &lt;b&gt;"),
      ("", "(empty)"),
    ])
  func text(text: String, expected: String) { #expect(HTMLText.text(text) == expected) }

  @Test("values stay empty when they are")
  func attribute() {
    #expect(HTMLText.attribute("") == "")
    #expect(HTMLText.attribute("\" onload=\"x") == "&quot; onload=&quot;x")
  }

  @Test("what is safe is visible", arguments: HostileNames.all)
  func visible(name: String) {
    for text in [HTMLText.text(name), HTMLText.attribute(name), HTMLText.words(name)] {
      HostileNames.expectVisible(text)
      #expect(text.allSatisfy { !"<>\"'".contains($0) })
    }
  }
}

/// The tags of a page, read as simply as they are written: any `<`, `>` or quotation mark that is not
/// part of a plain tag counts as a fault.
private struct PageTags {
  /// The beginning of an element.
  struct Tag {
    var name: String
    var attributes: [String: String]
  }

  /// The elements that a page may have.
  static let known: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "main", "header", "section", "article", "nav",
    "footer", "figure", "div", "h1", "h2", "h3", "p", "a", "b", "span", "code", "ul", "ol", "li",
    "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "svg", "g", "text",
  ]

  private(set) var all: [Tag] = []
  private(set) var isBalanced = true

  init(_ page: String) {
    var open: [String] = []
    for (number, piece) in page.split(separator: "<", omittingEmptySubsequences: false).enumerated()
    where number > 0 && piece != "!DOCTYPE html>\n" {
      let parts = piece.split(separator: ">", omittingEmptySubsequences: false)
      let tag = parts.first ?? ""
      // Selectors of a style sheet have marks of their own.
      let isStyle = tag == "style"
      guard parts.count == 2 || isStyle else {
        isBalanced = false
        continue
      }
      if tag.first == "/" {
        isBalanced = open.popLast() == String(tag.dropFirst()) && isBalanced
      } else {
        begin(String(tag), &open)
      }
    }
    isBalanced = isBalanced && open.isEmpty
  }

  private mutating func begin(_ tag: String, _ open: inout [String]) {
    guard let match = tag.wholeMatch(of: /([a-z][a-z0-9]*)((?: [a-zA-Z:-]+="[^"]*")*)/) else {
      isBalanced = false
      return
    }
    var attributes: [String: String] = [:]
    for attribute in match.output.2.matches(of: /\x20([a-zA-Z:-]+)="([^"]*)"/) {
      let name = String(attribute.output.1)
      if attributes[name] != nil { isBalanced = false }
      attributes[name] = String(attribute.output.2)
    }
    let name = String(match.output.1)
    all.append(Tag(name: name, attributes: attributes))
    if name != "meta" { open.append(name) }
  }
}

/// The hash that a content security policy names a style sheet by.
/// Source: FIPS 180-4, "Secure Hash Standard", section 6.2.
private enum SHA256 {
  /// The hash of some bytes in Base64.
  static func base64(_ bytes: [UInt8]) -> String {
    var state = roots(of: primes.prefix(8), power: 1.0 / 2)
    let constants = roots(of: primes[...], power: 1.0 / 3)
    let message = padded(bytes)
    for start in stride(from: 0, to: message.count, by: 64) {
      mix(message[start..<start + 64], into: &state, constants)
    }
    return Data(state.flatMap(bigEndian)).base64EncodedString()
  }

  private static let primes: [Int] = (2...311).filter { number in
    (2..<number).allSatisfy { number % $0 != 0 }
  }

  /// The first 32 bits of the fractions of roots.
  private static func roots(of numbers: ArraySlice<Int>, power: Double) -> [UInt32] {
    numbers.map { number in
      let root = power == 0.5 ? Double(number).squareRoot() : cbrt(Double(number))
      return UInt32((root - root.rounded(.down)) * 4_294_967_296)
    }
  }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    var message = bytes + [0x80]
    while message.count % 64 != 56 { message.append(0) }
    let bits = UInt64(bytes.count) * 8
    return message
      + stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> $0) }
  }

  private static func bigEndian(_ word: UInt32) -> [UInt8] {
    stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
  }

  private static func turned(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  private static func mix(
    _ block: ArraySlice<UInt8>, into state: inout [UInt32], _ constants: [UInt32]
  ) {
    let words = schedule(Array(block))
    var s = state
    for round in 0..<64 {
      let e = turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25)
      let choice = s[4] & s[5] ^ ~s[4] & s[6]
      let first = s[7] &+ e &+ choice &+ constants[round] &+ words[round]
      let a = turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22)
      let majority = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
      s = [first &+ a &+ majority, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
    }
    for index in 0..<8 { state[index] &+= s[index] }
  }

  private static func schedule(_ block: [UInt8]) -> [UInt32] {
    var words = (0..<16).map { word in
      block[word * 4..<word * 4 + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for index in 16..<64 {
      let (early, late) = (words[index - 15], words[index - 2])
      let first = turned(early, 7) ^ turned(early, 18) ^ early >> 3
      let second = turned(late, 17) ^ turned(late, 19) ^ late >> 10
      words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
    }
    return words
  }
}
