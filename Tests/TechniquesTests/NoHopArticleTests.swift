import Foundation
import Policy
import Techniques
import Testing

/// The article on permissions that give no hop speaks of actions that exist, and of which no technique
/// of the catalogue needs nothing else.
@Suite("The article on what gives no hop")
struct NoHopArticleTests {
  private let catalogue = Catalogue.builtIn()

  /// The words in code of the first cells, or of the second ones, of the table of permissions.
  private func words(ofCell cell: Int) throws -> [String] {
    let article = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Postern/Postern.docc/WhatGivesNoHop.md").standardizedFileURL
    let text = try String(contentsOf: article, encoding: .utf8)
    let lines = text.components(separatedBy: "\n")
    let first = try #require(lines.firstIndex { $0.hasPrefix("| permission |") })
    return lines[(first + 2)...].prefix { $0.hasPrefix("|") }.flatMap { line in
      line.split(separator: "|")[cell].matches(of: /`([^`]+)`/).map { String($0.output.1) }
    }
  }

  @Test func theActionsExist() throws {
    let actions = try words(ofCell: 0)
    #expect(actions.count > 20)
    for action in actions {
      #expect(ServiceReference.facts(of: action)?.name == action, "\(action)")
    }
  }

  @Test func noTechniqueNeedsOneOfThemAlone() throws {
    for action in try words(ofCell: 0) {
      let alone = catalogue.techniques.filter {
        Set($0.permissions.map(\.action)) == [action]
      }
      #expect(alone.map(\.id) == [], "\(action)")
    }
  }

  @Test func theTechniquesThatItNamesAreThere() throws {
    let named = try words(ofCell: 1).filter { !$0.contains(":") }
    #expect(named.contains("iam-012"))
    for word in named where !Technique.categories.contains(word) && word != "describe-stacks" {
      #expect(catalogue.technique(word) != nil, "\(word)")
    }
  }
}
