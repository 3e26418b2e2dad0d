import Techniques

/// A few techniques of the tests' own, so that golden files stay the same when the catalogue grows.
enum SmallCatalogue {
  static func read() -> Catalogue {
    var catalogue = Catalogue()
    catalogue.add(Array(text.utf8), file: "small.yaml")
    precondition(catalogue.diagnostics.isEmpty, "\(catalogue.diagnostics)")
    return catalogue
  }

  private static let text = """
    techniques:
      - id: sts-001
        name: Role assumed
        sentence: "{from} assumes the role {to}."
        category: assume
        actor: any
        subject: role
        needs:
          - {permission: "sts:AssumeRole", on: subject}
        gains: session
        effort: 1
        noise: 1
        attack: [T1078.004]
        close: "Name in the role's trust policy only the principals that need it."
        references: ["https://example.com/sts-001"]

      - id: lambda-004
        name: Code of a function replaced and invoked
        sentence: "{from} replaces the code of the function {via} and receives a session of {to}."
        category: existing-passrole
        actor: any
        subject: "aws:lambda:function"
        needs:
          - {permission: "lambda:UpdateFunctionCode", on: subject}
          - {permission: "lambda:InvokeFunction", on: subject}
        gains: workload
        effort: 2
        noise: 3
        attack: [T1648]
        close: "Leave lambda:UpdateFunctionCode to the deployment pipeline."
        references: ["https://example.com/lambda-004"]

      - id: s3-read
        name: Objects read
        sentence: "{from} reads the objects of the bucket {to}."
        category: data-access
        actor: any
        subject: "aws:s3:bucket"
        needs:
          - {permission: "s3:GetObject", on: objects of subject}
        gains: exfiltrate
        effort: 1
        noise: 1
        attack: [T1530]
        close: "Allow s3:GetObject only to the roles that work with the data."
        references: ["https://example.com/s3-read"]

      - id: s3-write
        name: Objects written
        sentence: "{from} writes objects of its choice into the bucket {to}."
        category: data-access
        actor: any
        subject: "aws:s3:bucket"
        needs:
          - {permission: "s3:PutObject", on: objects of subject}
        gains: poison
        effort: 1
        noise: 2
        attack: [T1565.001]
        close: "Allow s3:PutObject only to the pipeline that fills the bucket."
        references: ["https://example.com/s3-write"]
    """
}
