import Documents
import Environment

/// The designs among what is read, before they join what the exports say.
struct Designs {
  private var environments: [Environment] = []

  /// Reads designs; what is wrong with them, and what became of the files, goes to the builder.
  init(_ files: [InputFile], options: IngestOptions, into builder: inout EnvironmentBuilder) {
    for file in files {
      do {
        let bytes = try FileSystem.read(file.location, maximumSize: options.maximumFileSize)
        let reader = DesignReader(bytes, file: file.shown)
        builder.log.add(reader.log.diagnostics)
        builder.files.append(reader.covered)
        environments.append(reader.environment)
      } catch {
        builder.log.add(error.diagnostic(for: file))
        builder.files.append(
          Coverage.File(path: file.shown, status: .broken, note: "a design"))
      }
    }
  }

  /// Whether there is anything in them that could be on a path.
  var hasFoundAnything: Bool {
    environments.contains {
      !$0.users.isEmpty || !$0.groups.isEmpty || !$0.roles.isEmpty || !$0.resources.isEmpty
    }
  }

  /// An environment with the designs. Where both know a thing, the exports count.
  func added(to environment: Environment) -> Environment {
    guard !environments.isEmpty else { return environment }
    var whole = environment
    for design in environments {
      whole.accounts.merge(design.accounts) { known, new in
        var known = known
        known.name = known.name ?? new.name
        known.hasInventory = known.hasInventory || new.hasInventory
        return known
      }
      whole.users += design.users
      whole.groups += design.groups
      whole.roles += design.roles
      whole.managedPolicies.merge(design.managedPolicies) { known, _ in known }
      whole.instanceProfiles += design.instanceProfiles
      whole.resources += design.resources
      whole.identityProviders += design.identityProviders
    }
    for (id, name) in whole.settings.accountNames where whole.accounts[id] != nil {
      whole.accounts[id]?.name = name
    }
    whole.normalize()
    return whole
  }
}
