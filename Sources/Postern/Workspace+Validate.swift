import Reporting

extension Workspace {
  /// What was read, what is broken, and what is missing.
  package func validate() -> Validation {
    Validation(view: ValidationView(environment, catalogue))
  }
}

/// What a snapshot holds and lacks.
package struct Validation: Sendable {
  let view: ValidationView

  package var json: String { ValidationJSON.document(view).serialized() }

  package func text(colour: Bool, isVerbose: Bool) -> String {
    ValidationText.text(view, width: 80, colour: colour, isVerbose: isVerbose)
  }
}
