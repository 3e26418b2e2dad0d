/// Decides many requests over the same callers, questions and resources: the meaning of
/// ``decide(_:)``, without its reasons.
///
/// All is prepared when it is made. Callers, questions and resources are numbered. Of each policy
/// document it is known which statements cover each question. What one part of a statement comes to
/// is kept by the classes of those that it can tell apart: a Resource element by ARN (and by the
/// values of its variables), a block of conditions by the states of the keys that it reads, a
/// Principal element by caller. Nothing is kept of whole decisions: an answer walks the statements
/// that cover the question, in the order of ``Evaluation``, with a few reads of arrays for each and
/// without an allocation.
///
/// Three-valued logic is exact where each free key serves one test. Where several statements read
/// the same free key, where a free key stands in for a variable, or where an access control list
/// has a say, `decide` is asked instead, unless the answer is a plain no; ``fallbacks`` counts it.
///
/// Making it takes O(documents × questions + distinct elements × ARNs + blocks × classes) time and
/// memory. It is meant for one question to all callers, or all questions of one caller.
package final class CompiledDecider {
  package let callers: [AskingCaller]
  package let questions: [AskedQuestion]
  package let resources: [AskedResource]
  /// How many answers came from `decide`.
  package private(set) var fallbacks = 0

  private let tables: CompiledTables

  package init(
    callers: [AskingCaller], questions: [AskedQuestion], resources: [AskedResource]
  ) {
    self.callers = callers
    self.questions = questions
    self.resources = resources
    var compiler = DecisionCompiler(callers, questions, resources)
    tables = CompiledTables(compiler.compile())
  }

  /// The answer to one request, by the places of its parts. O(statements that cover the question).
  package func answer(caller: Int, question: Int, resource: Int) -> Answer {
    var walk = DecisionWalk(tables: tables, caller: caller, question: question, resource: resource)
    let value = walk.allowed()
    if value == .no || !walk.isOpen { return Answer(value) }
    fallbacks += 1
    return decide(callers[caller].request(questions[question], on: resources[resource])).answer
  }

  /// The answers of all callers to one request, in their order.
  package func answersOfAllCallers(question: Int = 0, resource: Int = 0) -> [Answer] {
    callers.indices.map { answer(caller: $0, question: question, resource: resource) }
  }

  /// The answers of one caller to every question on every resource, question by question.
  package func answers(of caller: Int = 0) -> [[Answer]] {
    questions.indices.map { question in
      resources.indices.map { answer(caller: caller, question: question, resource: $0) }
    }
  }
}

/// All that is known of the parts of requests and statements, as arrays of numbers.
struct CompiledParts: Sendable {
  var callers: [CompiledCaller] = []
  var questions: [CompiledQuestion] = []
  var resources: [CompiledResource] = []
  /// Documents of callers and levels, one list after the other.
  var lists: [Int32] = []
  /// Levels of policies, as places in `lists`.
  var levels: [Range<Int>] = []
  var rows: [CompiledRow] = []
  /// For each document and question, where its rows begin in `covering`; one more at the end.
  var coveringStarts: [Int32] = []
  var covering: [Int32] = []
  var elements: [OutcomeTable] = []
  var blocks: [OutcomeTable] = []
  /// The classes that the tables point into.
  var classes: [Int32] = []
  var outcomes: [UInt8] = []
  /// For each outcome of a block, the free keys that it reads, as bits; keys may share a bit.
  var freeKeys: [UInt64] = []
  /// For each principal element and caller: 0, or one more than the raw value of ``Naming``.
  var namings: [UInt8] = []
}

/// The finished parts, held by reference so that a walk does not copy a dozen arrays.
final class CompiledTables: Sendable {
  let parts: CompiledParts

  init(_ parts: CompiledParts) { self.parts = parts }
}
