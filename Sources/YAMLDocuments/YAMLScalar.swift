/// What a plain scalar means: the core schema of YAML 1.2 (section 10.3.2), with one exception.
///
/// `null`, `~` and nothing are null; `true` and `false` are truth values (`yes`, `no`, `on` and
/// `off` are strings); decimal, `0o` and `0x` integers and decimal fractions are numbers. The
/// exception: digits with a leading zero are a string, because they are account ids.
enum YAMLScalar: Equatable {
  /// Text.
  case string(String)
  /// A number, truth value or null, as JSON writes it.
  case literal(String)
  /// A number that JSON cannot hold: infinity or not a number.
  case notFinite

  init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .literal("null")
    case "true", "True", "TRUE": self = .literal("true")
    case "false", "False", "FALSE": self = .literal("false")
    case ".nan", ".NaN", ".NAN": self = .notFinite
    default:
      let unsigned = text.drop { $0 == "+" || $0 == "-" }
      if [".inf", ".Inf", ".INF"].contains(unsigned), text.count - unsigned.count <= 1 {
        self = .notFinite
      } else if let number = YAMLScalar.number(text) {
        self = .literal(number)
      } else {
        self = .string(text)
      }
    }
  }

  /// A number as JSON writes it, digit for digit where JSON allows; nil if the text is none.
  private static func number(_ text: String) -> String? {
    var rest = Substring(text)
    if rest.hasPrefix("0x") {
      return UInt64(hexadecimal(rest.dropFirst(2)), radix: 16).map(String.init)
    }
    if rest.hasPrefix("0o") {
      return UInt64(hexadecimal(rest.dropFirst(2)), radix: 8).map(String.init)
    }
    var sign = ""
    if let first = rest.first, first == "-" || first == "+" {
      sign = first == "-" ? "-" : ""
      rest.removeFirst()
    }
    var whole = takeDigits(&rest)
    guard whole.utf8.count < 2 || whole.first != "0" else { return nil }
    var fraction = ""
    if rest.first == "." {
      rest.removeFirst()
      fraction = takeDigits(&rest)
      guard !whole.isEmpty || !fraction.isEmpty else { return nil }
      fraction = "." + (fraction.isEmpty ? "0" : fraction)
    }
    if whole.isEmpty, !fraction.isEmpty { whole = "0" }
    guard !whole.isEmpty else { return nil }
    var exponent = ""
    if rest.first == "e" || rest.first == "E" {
      exponent = String(rest.removeFirst())
      if let first = rest.first, first == "-" || first == "+" {
        exponent.append(rest.removeFirst())
      }
      let digits = takeDigits(&rest)
      guard !digits.isEmpty else { return nil }
      exponent += digits
    }
    return rest.isEmpty ? sign + whole + fraction + exponent : nil
  }

  /// The digits of another base; a sign, which `UInt64` would take, makes them none.
  private static func hexadecimal(_ digits: Substring) -> Substring {
    digits.allSatisfy(\.isHexDigit) ? digits : ""
  }

  private static func takeDigits(_ rest: inout Substring) -> String {
    // A digit under a mark is one character, and sorts among the digits.
    let digits = rest.prefix { $0.isASCII && ("0"..."9").contains($0) }
    rest = rest[digits.endIndex...]
    return String(digits)
  }
}
