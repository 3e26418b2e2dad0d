extension Glob {
  /// A text that both patterns match; nil when there is none, or when the patterns are too long to
  /// look for one.
  ///
  /// A search over pairs of positions, one in each pattern: O(product of the lengths).
  package func commonText(with other: Glob) -> String? {
    let width = other.tokens.count + 1
    let count = (tokens.count + 1) * width
    guard count <= 100_000 else { return nil }
    var steps = [CommonStep?](repeating: nil, count: count)
    steps[0] = CommonStep(from: 0, byte: nil)
    var open = [0]
    while let state = open.popLast() {
      if state == count - 1 { return CommonStep.text(to: state, in: steps) }
      for (next, byte) in moves(from: state / width, with: other, at: state % width) {
        let target = next.own * width + next.other
        guard steps[target] == nil else { continue }
        steps[target] = CommonStep(from: state, byte: byte)
        open.append(target)
      }
    }
    return nil
  }

  /// Where a pair of positions leads to, and the byte of the text on the way.
  private func moves(
    from own: Int, with glob: Glob, at other: Int
  ) -> [(next: (own: Int, other: Int), byte: UInt8?)] {
    let left = own < tokens.count ? tokens[own] : nil
    let right = other < glob.tokens.count ? glob.tokens[other] : nil
    var moves: [(next: (own: Int, other: Int), byte: UInt8?)] = []
    if left == .run { moves.append(((own + 1, other), nil)) }
    if right == .run { moves.append(((own, other + 1), nil)) }
    guard let left, let right else { return moves }
    let next = (own: left == .run ? own : own + 1, other: right == .run ? other : other + 1)
    switch (left, right) {
    case (.run, .run): break
    case (.byte(let wanted), .byte(let given)): if wanted == given { moves.append((next, wanted)) }
    case (.byte(let byte), .run), (.run, .byte(let byte)): moves.append((next, byte))
    case (.byte(let byte), .one), (.one, .byte(let byte)):
      // `?` takes a whole character; only those of one byte are tried.
      if byte < 0x80 { moves.append((next, byte)) }
    case (.one, .one), (.one, .run), (.run, .one): moves.append((next, UInt8(ascii: "x")))
    }
    return moves
  }
}

/// How a pair of positions was reached.
private struct CommonStep {
  var from: Int
  var byte: UInt8?

  static func text(to state: Int, in steps: [CommonStep?]) -> String {
    var bytes: [UInt8] = []
    var state = state
    while state != 0, let step = steps[state] {
      if let byte = step.byte { bytes.append(byte) }
      state = step.from
    }
    return String(decoding: bytes.reversed(), as: UTF8.self)
  }
}
