/// What `postern design init` writes.
package enum DesignStart {
  /// A small design with comments that say what can be written; it reads without a complaint.
  package static let text = """
    # A design for Postern: a system as you mean it, before it exists.
    # See its attack paths with: postern analyze my-system.design.yaml
    # A schema for editors: postern design schema
    design: my-system

    # Accounts by name. Ids are made up unless you give them: {id: "111122223333"}
    accounts:
      apps: {}
      data: {}

    # Persons. signs_in_with: password, password+totp, password+push, fido2, sso or nothing;
    # leave it out where nobody knows.
    people:
      - name: maya
        account: apps
        signs_in_with: password+totp
        groups: [developers]

    # Programs with long-lived keys.
    machines:
      - name: build-server
        account: apps
        may:
          - update function notifier

    groups:
      - name: developers
        account: apps
        may:
          - assume role deployer

    # Roles, and whom they trust: a service (lambda, sagemaker, ec2 …), "role x", "person x",
    # "account x", anyone, or an identity provider.
    roles:
      - name: deployer
        account: apps
        trusts:
          - account apps
          - {provider: github, subject: "repo:my-company/*"}
        may:
          - create functions
          - invoke function *
          - pass role notifier to lambda
          # Real statements, with the name of a thing or an ARN, and a condition:
          - {allow: ["logs:*"], on: "*"}
      - name: notifier
        account: apps
        trusts: [lambda]
        may:
          - {grant: read bucket corpus/public/, if: {Bool: {"aws:SecureTransport": "true"}}}
      - name: trainer
        account: data
        trusts: [sagemaker]
        may: [read bucket corpus]

    # kind: function, instance, notebook or training-job
    workloads:
      - {name: notifier, account: apps, kind: function, runs_as: notifier}
      - {name: nightly, account: data, kind: training-job, runs_as: trainer, reads: [corpus]}

    # Buckets that hold training data are targets. A real bucket policy goes under policy:
    buckets:
      - name: corpus
        account: data
        holds: training data
        policy:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: {AWS: "*"}
              Action: s3:GetObject
              Resource: "arn:aws:s3:::corpus/public/*"

    secrets:
      - {name: api-token, account: apps}

    """
}
