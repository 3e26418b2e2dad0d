import Testing

@testable import Reporting

@Suite("Text for people")
struct TextTests {
  @Test(
    "times as dates",
    arguments: [
      (0, "1970-01-01 00:00 UTC"), (-1, "1969-12-31 23:59 UTC"),
      (951_782_400, "2000-02-29 00:00 UTC"), (1_781_510_400, "2026-06-15 08:00 UTC"),
      (253_402_300_799, "9999-12-31 23:59 UTC"), (-62_167_219_200, "0000-01-01 00:00 UTC"),
    ] as [(Double, String)])
  func dates(seconds: Double, expected: String) {
    #expect(CalendarDate.text(seconds) == expected)
  }

  @Test(
    "times as programs read them",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (-0.5, "1969-12-31T23:59:59Z"),
      (1_781_510_412.9, "2026-06-15T08:00:12Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
    ] as [(Double, String)])
  func standardDates(seconds: Double, expected: String) {
    #expect(CalendarDate.standard(seconds) == expected)
  }

  @Test("no date for what is none", arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300])
  func noDate(seconds: Double) {
    #expect(CalendarDate.text(seconds) == nil)
    #expect(CalendarDate.standard(seconds) == nil)
  }

  @Test(
    "columns on a terminal",
    arguments: [("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("👩", 2), ("→", 1), ("", 0)])
  func width(text: String, expected: Int) { #expect(DisplayWidth.of(text) == expected) }

  @Test("names that are too long lose their middle")
  func shortened() {
    #expect(DisplayWidth.shortened("abcdefgh", to: 8) == "abcdefgh")
    #expect(DisplayWidth.shortened("abcdefghi", to: 8) == "abcd…ghi")
    #expect(DisplayWidth.of(DisplayWidth.shortened("日本語日本語", to: 6)) <= 6)
    #expect(DisplayWidth.shortened("abc", to: 1) == "…")
    #expect(DisplayWidth.shortened("abc", to: 0) == "")
  }

  @Test("lines end at spaces where they can")
  func wrapping() {
    #expect(TerminalPage.wrapped("one two three", first: 7, rest: 9) == ["one two", "three"])
    #expect(TerminalPage.wrapped("abcdefghij k", first: 4, rest: 5) == ["abcd", "efghi", "j k"])
    #expect(TerminalPage.wrapped("", first: 4, rest: 4) == [""])
    #expect(TerminalPage.wrapped("日本語", first: 1, rest: 1) == ["日", "本", "語"])
  }

  @Test("a name or path that is longer than a line is cut after a separator")
  func longNames() {
    #expect(
      TerminalPage.wrapped("see 4444/iam/get-account-details.json:2689", first: 32, rest: 32)
        == ["see", "4444/iam/", "get-account-details.json:2689"])
    #expect(
      TerminalPage.wrapped("get-account-authorization-details", first: 24, rest: 24)
        == ["get-account-", "authorization-details"])
    #expect(
      TerminalPage.wrapped("arn:aws:s3:::acme-ml-training-corpus", first: 24, rest: 24)
        == ["arn:aws:s3:::", "acme-ml-training-corpus"])
    // A separator at the very beginning would leave a line all but empty.
    #expect(TerminalPage.wrapped("/abcdefghij", first: 8, rest: 8) == ["/abcdefg", "hij"])
  }

  @Test("names that do not fit into one line of the table get two, and stay whole")
  func twoLines() {
    let name = "privesc7-attach-user-policy-user"
    let lines = Outputs.terminal(Worlds.hostile(name).analyzed()).split(separator: "\n")
    let table = lines.drop { !$0.contains("SEVERITY") }.dropFirst()
    #expect(
      table.prefix(2) == [
        "1  high      privesc7-attach-user-policy-user                     2  conditional",
        "             → privesc7-attach-user-policy-user (exfiltrate)",
      ])
  }

  @Test("a command that goes over several lines can be copied")
  func command() {
    var page = TerminalPage(width: 40, colour: false)
    page.addCommand("aws iam get-account-authorization-details --output json", lead: "$ ")
    #expect(
      page.lines == [
        "$ aws iam \\", "    get-account-authorization-details \\", "    --output json",
      ])
  }

  @Test("names in a sentence are not taken for places")
  func phrases() {
    let phrase = Phrase(
      template: "{from} opens {to} {x} {", ["from": "{to}", "to": "b"])
    #expect(phrase.text == "{to} opens b {x} {")
    #expect(
      phrase.parts == [.name("{to}"), .words(" opens "), .name("b"), .words(" {x} {")])
  }

  @Test("lists and counts read well")
  func wording() {
    #expect(Wording.list([]) == "")
    #expect(Wording.list(["a"]) == "a")
    #expect(Wording.list(["a", "b", "c"]) == "a, b and c")
    #expect(Wording.count(1, "hop") == "1 hop")
    #expect(Wording.count(0, "hop") == "0 hops")
  }

  @Test("time in the JSON report is left out where it is none")
  func endlessTime() {
    var world = Worlds.safe()
    world.asOf(1e300)
    #expect(Outputs.json(world.analyzed()).contains("\"asOf\": null"))
  }
}
