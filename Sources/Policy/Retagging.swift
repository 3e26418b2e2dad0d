/// What an attacker can make of the tags of things, beside what they are: for each thing and tag the
/// values that it may give, and whether it may take the tag away.
package final class Retagging: Sendable {
  /// What can be made of one tag of one thing.
  package struct Choices: Sendable, Hashable {
    /// The values that it can be given, sorted.
    package var values: [String]
    /// Whether the tag can be taken away.
    package var canRemove: Bool

    package init(values: [String] = [], canRemove: Bool = false) {
      self.values = values
      self.canRemove = canRemove
    }

    /// What the tag may be, given what it is as things stand.
    package func state(beside state: KeyState) -> KeyState {
      if values.isEmpty && !canRemove { return state }
      var all = values
      var isAlwaysPresent = !canRemove
      switch state {
      case .absent: isAlwaysPresent = false
      case .values(let present): all += present.filter { !values.contains($0) }
      case .free(let free):
        guard let known = free.only else { break }
        all += known.filter { !values.contains($0) }
        isAlwaysPresent = isAlwaysPresent && free.isAlwaysPresent
      }
      return .free(FreeKey(.attacker, isAlwaysPresent: isAlwaysPresent, only: all))
    }
  }

  /// Where a thing is found among the sets: the list of things that it belongs to, and its number
  /// there.
  package struct Place: Sendable, Hashable {
    package var list: Int
    package var number: Int32

    package init(list: Int, number: Int32) {
      self.list = list
      self.number = number
    }
  }

  /// The things of one list that a tag can be changed of so: to a value, or away.
  package struct Change: Sendable {
    /// In lower case.
    package var tag: String
    /// Nil where the tag is taken away.
    package var value: String?
    package var things: RangeSet32

    package init(tag: String, value: String?, things: RangeSet32) {
      self.tag = tag
      self.value = value
      self.things = things
    }
  }

  private let places: [String: Place]
  private let changes: [Int: [Change]]

  /// - Parameters:
  ///   - places: by ARN.
  ///   - changes: by list, in order of tags and values.
  package init(places: [String: Place], changes: [Int: [Change]]) {
    self.places = places
    self.changes = changes
  }

  /// What can be made of the tags of a thing, by tag in lower case. O(changes).
  package func choices(of arn: String) -> [String: Choices] {
    guard let place = places[arn], let changes = changes[place.list] else { return [:] }
    var choices: [String: Choices] = [:]
    for change in changes where change.things.contains(place.number) {
      if let value = change.value {
        choices[change.tag, default: Choices()].values.append(value)
      } else {
        choices[change.tag, default: Choices()].canRemove = true
      }
    }
    return choices
  }
}

/// Values of a tag that stand for all of them.
package enum TagValues {
  /// Values on which tests of one tag, under whatever keys, come out each way that they can. Values
  /// that a variable stands for are not among them. Sorted.
  package static func distinguishing(_ tests: [Condition]) -> [String] {
    let key = "aws:resourcetag/any"
    let renamed = tests.map { test in
      Condition(
        test.comparison, key: key, values: test.values.map(\.text), quantifier: test.quantifier,
        ifExists: test.ifExists)
    }
    let contexts = Representatives.of(
      key, FreeKey(.attacker, isAlwaysPresent: true), tests: renamed, replacing: { _ in nil })
    return Set(contexts.compactMap { $0?.first }).sorted()
  }
}
