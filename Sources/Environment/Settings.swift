/// What no cloud knows and `postern.yaml` says.
package struct Settings: Sendable {
  /// Names of accounts by id.
  package var accountNames: [String: String]
  /// Further identities to start from, by ARN.
  package var starts: [String]
  /// Further targets, by ARN.
  package var targets: [String]
  /// Tags whose presence marks a bucket as training data: key to accepted values, `*` for any.
  package var trainingTags: [String: [String]]
  /// Name patterns that mark a bucket as training data.
  package var trainingNames: [String]
  /// Findings that are known and lived with, in the order in which they are written.
  package var acceptedRisks: [AcceptedRisk]
  /// Who is assumed to attack; nil where nothing says.
  package var attacker: Attacker?

  package init() {
    accountNames = [:]
    starts = []
    targets = []
    trainingTags = Settings.defaultTrainingTags
    trainingNames = Settings.defaultTrainingNames
    acceptedRisks = []
  }

  /// Tags that say training data by themselves, compared without case.
  package static let defaultTrainingTags: [String: [String]] = [
    "data-class": ["training-data", "training"], "dataclass": ["training-data", "training"],
    "data-classification": ["training-data", "training"],
    "purpose": ["training-data", "training", "ml-training"], "training-data": ["*"],
    "ml-dataset": ["*"],
  ]

  /// Names that say training data by themselves.
  package static let defaultTrainingNames = [
    "*training-data*", "*train-data*", "*training-set*", "*trainingdata*", "*training-corpus*",
    "*ml-training*",
  ]
}
