import ArgumentParser
import Postern

/// Who is assumed to attack, for commands that begin at starts.
struct AttackerOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Who attacks: phisher (passwords without a second factor), aitm (codes and push messages are \
      relayed, and access keys leak), infostealer (sessions whatever the factor, and keys on disk), \
      insider (everybody as they are), external (no credentials: exposed workloads, and roles that \
      trust those outside). Default: that of postern.yaml, else aitm.
      """, valueName: "attacker"), completion: .list(Workspace.attackers))
  var attacker: String?

  func validate() throws {
    if let attacker, !Workspace.attackers.contains(attacker) {
      throw ValidationError(
        "--attacker takes one of \(Workspace.attackers.joined(separator: ", ")), not '\(attacker)'")
    }
  }
}
