import Rendering

/// Diagrams that several tests draw.
enum SampleDiagrams {
  /// A phished developer reaches the training data of another account in five hops, in a picture
  /// such as an architecture meeting would look at.
  static let phishedDeveloper = Diagram(
    title: "From a phished developer to the training data",
    nodes: [
      DiagramNode(
        key: 1, kind: .person, name: "dana.whitfield", details: ["push MFA: phishable"], cluster: 0,
        emphasis: .start, tooltip: "arn:aws:iam::111122223333:user/dana.whitfield"),
      DiagramNode(
        key: 2, kind: .role, name: "ci-deploy-research", details: ["14 of 16 paths"], cluster: 0,
        emphasis: .chokePoint, tooltip: "arn:aws:iam::111122223333:role/ci-deploy-research"),
      DiagramNode(
        key: 3, kind: .workload, name: "feature-lab-notebook", details: ["SageMaker notebook"],
        cluster: 1, tooltip: "arn:aws:sagemaker:us-east-1:444455556666:notebook-instance/lab"),
      DiagramNode(key: 4, kind: .role, name: "SageMakerTrainingExecutionRole", cluster: 1),
      DiagramNode(
        key: 5, kind: .bucket, name: "acme-llm-training-corpus", details: ["poison, exfiltrate"],
        cluster: 1, emphasis: .target, tooltip: "arn:aws:s3:::acme-llm-training-corpus"),
      DiagramNode(key: 6, kind: .group, name: "ml-engineers", cluster: 0),
      DiagramNode(
        key: 7, kind: .person, name: "214 more like this", details: ["no MFA"], cluster: 0,
        count: 214),
      DiagramNode(
        key: 8, kind: .machine, name: "github-actions/acme/models", details: ["OIDC"], cluster: nil),
      DiagramNode(key: 9, kind: .role, name: "data-pipeline-etl", cluster: 1),
      DiagramNode(
        key: 10, kind: .secret, name: "prod/labeling/api-key", details: ["Secrets Manager"],
        cluster: 1),
      DiagramNode(
        key: 11, kind: .account, name: "ml-platform-prod", details: ["444455556666"], cluster: 1),
      DiagramNode(key: 12, kind: .external, name: "labeling vendor", details: ["777788889999"]),
    ],
    edges: [
      DiagramEdge(
        from: 1, to: 2, label: "assume role", tooltip: "sts:AssumeRole", weight: 9, bestPathStep: 1),
      DiagramEdge(
        from: 2, to: 3, label: "open presigned notebook URL", weight: 14, bestPathStep: 2),
      DiagramEdge(from: 3, to: 4, label: "read role credentials", weight: 14, bestPathStep: 3),
      DiagramEdge(from: 4, to: 5, label: "write objects", weight: 12, bestPathStep: 4),
      DiagramEdge(from: 7, to: 6, label: "member of", weight: 4),
      DiagramEdge(from: 6, to: 2, label: "assume role", weight: 5),
      DiagramEdge(
        from: 8, to: 2, label: "assume role with web identity", certainty: .conditional, weight: 2),
      DiagramEdge(from: 2, to: 9, label: "pass role to Glue job", weight: 3),
      DiagramEdge(from: 9, to: 5, label: "write objects", weight: 3),
      DiagramEdge(from: 12, to: 10, label: "read secret", certainty: .conditional),
      DiagramEdge(from: 10, to: 9, label: "use key"),
      DiagramEdge(from: 4, to: 11, label: "attach policy to itself"),
    ],
    clusters: [
      DiagramCluster(key: 0, name: "research-dev", accountID: "111122223333"),
      DiagramCluster(key: 1, name: "ml-platform-prod", accountID: "444455556666"),
    ])
}
