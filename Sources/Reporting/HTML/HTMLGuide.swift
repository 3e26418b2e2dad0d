/// How to read the page: what its words mean.
enum HTMLGuide {
  /// The section of a report.
  static let section = HTMLMarkup.block(
    "section", ["id": "how-to-read"],
    [
      .line("h2", [:], "How to read this"),
      .block(
        "dl", [:],
        words.flatMap { word, meaning in
          [HTMLMarkup.line("dt", [:], .text(word)), .line("dd", [:], .text(meaning))]
        }),
      .line(
        "p", [:],
        .inline("b", [:], "What is not in the snapshot was not judged."),
        " No finding does not mean no path."),
    ])

  private static let words = [
    (
      "Start",
      "Someone an attacker can become today: a person who can be phished, or a user with an active "
        + "access key, which is a session without a second factor."
    ),
    ("Target", "Training data, or control of an account."),
    ("Hop", "One step that the policies allow."),
    ("Certain", "The policies in the snapshot allow every hop."),
    (
      "Conditional",
      "They allow it if the conditions under \u{201C}Only if\u{201D} hold, which the snapshot does "
        + "not tell. Such hops are dashed."
    ),
    ("Exfiltrate", "Read the data."),
    ("Poison", "Overwrite it."),
    ("Destroy", "Delete it for good, or make it unreadable."),
    ("Takeover", "Decide who may use it."),
    ("Backdoor", "Replace the model, or answer in its place."),
    ("Secret", "Learn its value."),
    ("Control", "Do anything in the account."),
    (
      "Severity",
      "Adds up how easily the start is taken, whether the path is certain, how short it is, and "
        + "what it leads to: critical, high, medium or low."
    ),
    (
      "Statement",
      "Cited with its file, line and JSON pointer (RFC 6901) in the snapshot; # leads into a "
        + "document that a string holds."
    ),
  ]
}
