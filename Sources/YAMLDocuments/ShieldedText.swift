/// A YAML text whose aliases the parser does not see.
///
/// Yams replaces aliases itself, before anyone can count what they stand for, and it hashes every
/// key with all that it contains: a few lines of nested aliases with one of them as a key keep it
/// busy for ever. So where a text has anchors, each `*` in it is replaced by one character from the
/// private use area that it does not contain. What was an alias arrives as a plain scalar that
/// begins with that character (no other plain scalar could begin so), at the same line and column,
/// and is replaced under our own limits; in all other text the character is turned back.
struct ShieldedText {
  /// The text to parse.
  let text: String
  /// What stands for `*` in it, if anything does.
  let shield: UnicodeScalar?

  /// Shields a text; nil if it contains the whole private use area of the basic plane, so that no
  /// character is left for it.
  init?(_ text: String) {
    let scalars = text.unicodeScalars
    guard scalars.contains("&"), scalars.contains("*") else {
      (self.text, shield) = (text, nil)
      return
    }
    let used = Set(scalars.lazy.map(\.value).filter { (0xE000...0xF8FF).contains($0) })
    let free = (UInt32(0xE000)...0xF8FF).first { !used.contains($0) }
    guard let shield = free.flatMap(UnicodeScalar.init) else { return nil }
    var shielded = String.UnicodeScalarView()
    for scalar in scalars { shielded.append(scalar == "*" ? shield : scalar) }
    (self.text, self.shield) = (String(shielded), shield)
  }

  /// A part of the shielded text as it was.
  static func restore(_ text: String, shield: UnicodeScalar?) -> String {
    guard let shield, text.unicodeScalars.contains(shield) else { return text }
    var restored = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { restored.append(scalar == shield ? "*" : scalar) }
    return String(restored)
  }
}
