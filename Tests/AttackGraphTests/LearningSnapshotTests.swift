import Analysis
import Environment
import Foundation
import Ingest
import Testing

/// A snapshot with outputs of SageMaker, Bedrock and Glue, whose shapes `samples/check-shapes` holds
/// against botocore's; no bucket has a tag, and no name says what is in it.
struct LearningSnapshotTests {
  private static func analyzed() throws -> AnalysisResult {
    let folder =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().path + "/IngestTests/Snapshots/machine-learning"
    let environment = try Ingest.read([folder])
    #expect(environment.coverage.diagnostics.isEmpty)
    #expect(environment.coverage.files.allSatisfy { $0.status == .read })
    return Analyzer(environment: environment, catalogue: builtIn).analyze(limit: 100)
  }

  @Test("every asset is found, with its prefix and the workload that says so")
  func assets() throws {
    let found = try Self.analyzed().targets.filter { $0.impact == .poison }
    let lines = found.map { "\($0.name): \($0.reason)" }.sorted()
    #expect(lines == Self.expected.split(separator: "\n").map(String.init))
    for target in found {
      #expect(target.origin.file.hasSuffix(".json") && !target.origin.pointer.isEmpty)
    }
  }

  /// Each bucket of the snapshot holds what one kind of configuration names, but for the lake.
  @Test func noBucketIsMissing() throws {
    let result = try Self.analyzed()
    let environment = result.graph.environment
    let names = Set(
      result.targets.compactMap { $0.name.split(separator: "/").first }.map(String.init))
    #expect(
      environment.resources.filter { $0.kind == .bucket && !names.contains($0.name) }.isEmpty)
    #expect(environment.resources.allSatisfy { $0.kind != .bucket || $0.tags == nil })
  }

  @Test("grants with a prefix are told apart")
  func grants() throws {
    let found = try Self.analyzed().findings.map { finding in
      "\(finding.start.name) \(finding.target.impact?.rawValue ?? "") \(finding.target.name)"
    }
    #expect(
      found.sorted() == [
        "denied-reader exfiltrate acme-lake/fit/validation/",
        "half-denied exfiltrate acme-lake/fit/train/", "mara destroy acme-q/canvas/mara",
        "mara poison acme-q/canvas/mara",
        "part-reader exfiltrate acme-lake/fit/train/",
        "train-reader exfiltrate acme-lake/fit/train/",
        "wide-reader exfiltrate acme-lake/fit/train/",
        "wide-reader exfiltrate acme-lake/fit/validation/",
      ])
  }

  private static let expected = """
    acme-aa/pages/: knowledge base handbook reads it
    acme-b/clean/clean.py: processing job clean runs code from it
    acme-b/fit/source/sourcedir.tar.gz: training job fit runs code from it
    acme-b/label/template.liquid: labeling job label runs code from it
    acme-b/ranker/inference.tar.gz: endpoint ranker (and 2 more) runs code from it
    acme-bb/orders/openapi.json: agent helper takes its schema from it
    acme-c/fit/output/model.tar.gz: training job fit has its model there
    acme-cc/clicks/: table clicks has its data there
    acme-d/tune: hyper parameter tuning job tune reads it
    acme-dd/libs/a.zip: job prepare runs code from it
    acme-dd/libs/b.zip: job prepare runs code from it
    acme-dd/scripts/prepare.py: job prepare runs code from it
    acme-e/churn/: automl job auto reads it
    acme-f/features.json: automl job auto-two keeps features there
    acme-f/sales.manifest: automl job auto-two reads it
    acme-g/raw/: processing job clean reads it
    acme-h/images.manifest: labeling job label reads it
    acme-h/labelled/: labeling job label reads it
    acme-i/score/: transform job score reads it
    acme-j/store/111122223333/sagemaker/eu-west-1/offline-store/customers-1770000000/data: feature group customers keeps features there
    acme-k/ranker/model.tar.gz: endpoint ranker (and 2 more) has its model there
    acme-l/ranker/3/: model package ranker has its model there
    acme-lake/fit/train/: training job fit reads it
    acme-lake/fit/validation/: training job fit reads it
    acme-m/capture: endpoint config ranker-config (and 1 more) reads or logs prompts there
    acme-n/nightly/: pipeline nightly reads it
    acme-o/notebooks/setup.sh: notebook instance lifecycle config start (and 1 more) runs a script from it when it starts
    acme-o/studio/tools.whl: studio lifecycle config studio runs a script from it when it starts
    acme-p/shared/: domain science reads it
    acme-q/canvas/mara: user profile mara reads it
    acme-r/team/: space shared reads it
    acme-s/lifecycle/: cluster pods runs a script from it when it starts
    acme-t/adapt/train.jsonl: model customization job adapt reads it
    acme-t/adapt/validation.jsonl: model customization job adapt reads it
    acme-u/logs/: custom model adapted reads or logs prompts there
    acme-v/own/: model import job bring has its model there
    acme-w/judge.jsonl: evaluation job judge reads or logs prompts there
    acme-x/batch/: model invocation job batch reads or logs prompts there
    acme-y/prompts: model invocation logging eu-west-1 reads or logs prompts there
    acme-z/pictures/: knowledge base handbook reads it
    """
}
