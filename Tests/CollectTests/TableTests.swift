import Collect
import Testing

@testable import Ingest

/// The table holds a command for every file that is read.
@Suite struct TableTests {
  @Test func everyRuleHasACommandThatIsAsTolerant() {
    for rule in ServiceRule.all {
      let commands = CommandTable.all.filter {
        $0.service == rule.service && $0.operation == rule.operation
      }
      #expect(!commands.isEmpty, "no command makes the file of \(rule.command)")
      for command in commands {
        #expect(rule.absences.isSubset(of: command.absences), "\(rule.command)")
        switch rule.naming {
        case .single: #expect(command.file == nil, "\(rule.command)")
        case .named: #expect(command.file != nil, "\(rule.command)")
        case .either: break
        }
      }
    }
  }

  @Test func everyCommandIsReadByARule() {
    for command in CommandTable.all {
      let isRead = ServiceRule.all.contains {
        $0.service == command.service && $0.operation == command.operation
      }
      #expect(isRead, "\(command.line)")
    }
  }

  @Test func commandsOnlyRead() {
    for command in CommandTable.all {
      let verbs = ["get-", "list-", "describe-", "batch-get-"]
      #expect(verbs.contains(where: command.operation.hasPrefix), "\(command.line)")
    }
  }

  @Test func everyThingIsListedSomewhere() {
    for thing in Thing.allCases {
      let sources = CommandTable.sources.filter { $0.thing == thing }
      #expect(!sources.isEmpty)
      for source in sources {
        let isRun = CommandTable.all.contains {
          $0.service == source.service && $0.operation == source.operation && !$0.isAlternative
        }
        #expect(isRun, "\(source.operation)")
      }
    }
  }

  @Test func filesDoNotCollide() {
    let paths = CommandTable.all.filter { !$0.isAlternative }.map { "\($0.scope) \($0.path)" }
    #expect(Set(paths).count == paths.count)
  }

  @Test(arguments: [
    ("plain", "plain"), ("-rf", "-rf"), ("$(reboot)", "$(reboot)"), ("a'b\"c d", "a'b\"c d"),
    ("../up", nil), (".hidden", nil), ("a/b", nil), ("", nil), ("a\nb", nil), ("a\0b", nil),
  ]) func namesThatCannotBeFilesAreRefused(_ name: String, _ file: String?) {
    #expect(CollectNames.file(of: name, .bucket) == file)
  }

  @Test func arnsLoseTheirSlashes() {
    #expect(
      CollectNames.file(of: "arn:aws:secretsmanager:us-east-1:1:secret:a/b", .secret)
        == "arn_aws_secretsmanager_us-east-1_1_secret_a_b")
    #expect(CollectNames.file(of: "../../etc", .secret) == nil)
  }
}
