import Collect
import Testing

/// Things that are listed for other things, and services that a region lacks.
@Suite struct NestedTests {
  private let answers = #"""
    only() { case "$1" in *--query*) printf '%s\n' "$3" ;; *) echo "$2" ;; esac; exit; }
    cluster=arn:aws:ecs:us-east-1:1:cluster
    sets=arn:aws:sso:::permissionSet/ssoins-1
    case "$1 $2" in
      "ecs list-clusters")
        only "$*" "{\"clusterArns\":[\"$cluster/a\",\"$cluster/b\"]}" "$cluster/a
    $cluster/b" ;;
      "ecs list-tasks")
        case "$*" in
          *--cluster=$cluster/a*)
            only "$*" '{"taskArns":["arn:aws:ecs:us-east-1:1:task/a/1"]}' \
              arn:aws:ecs:us-east-1:1:task/a/1 ;;
          *--cluster=$cluster/b*)
            only "$*" '{"taskArns":["arn:aws:ecs:us-east-1:1:task/b/2"]}' \
              arn:aws:ecs:us-east-1:1:task/b/2 ;;
        esac ;;
      "eks list-clusters") only "$*" '{"clusters":["k"]}' k ;;
      "eks list-nodegroups") only "$*" '{"nodegroups":["n"]}' n ;;
      "ecr describe-repositories")
        case "$*" in
          *repositoryName*) echo team/app ;;
          *--query*) echo arn:aws:ecr:us-east-1:1:repository/team/app ;;
          *) echo '{"repositories":[{"repositoryName":"team/app",'
             echo '"repositoryArn":"arn:aws:ecr:us-east-1:1:repository/team/app"}]}' ;;
        esac; exit ;;
      "sso-admin list-instances")
        case "$*" in
          *IdentityStoreId*) echo d-1 ;;
          *) only "$*" '{"Instances":[{"InstanceArn":"arn:aws:sso:::instance/ssoins-1",
             "IdentityStoreId":"d-1"}]}' arn:aws:sso:::instance/ssoins-1 ;;
        esac; exit ;;
      "identitystore list-groups")
        only "$*" '{"Groups":[{"GroupId":"g-1","DisplayName":"Crew"}]}' g-1 ;;
      "sso-admin list-permission-sets")
        only "$*" "{\"PermissionSets\":[\"$sets/ps-1\"]}" "$sets/ps-1" ;;
      "sso-admin list-accounts-for-provisioned-permission-set")
        only "$*" '{"AccountIds":["222233334444"]}' 222233334444 ;;
      "apprunner list-services")
        echo 'Could not connect to the endpoint URL: "https://apprunner.us-east-1.amazonaws.com/"' >&2
        exit 255 ;;
    esac
    """#

  private let expected = [
    "ecs describe-tasks --cluster=arn:aws:ecs:us-east-1:1:cluster/a --include=TAGS "
      + "--tasks=arn:aws:ecs:us-east-1:1:task/a/1",
    "ecs describe-tasks --cluster=arn:aws:ecs:us-east-1:1:cluster/b --include=TAGS "
      + "--tasks=arn:aws:ecs:us-east-1:1:task/b/2",
    "eks describe-nodegroup --cluster-name=k --nodegroup-name=n",
    "ecr get-repository-policy --repository-name=team/app",
    "sso-admin describe-permission-set --instance-arn=arn:aws:sso:::instance/ssoins-1 "
      + "--permission-set-arn=arn:aws:sso:::permissionSet/ssoins-1/ps-1",
    "sso-admin list-account-assignments "
      + "--permission-set-arn=arn:aws:sso:::permissionSet/ssoins-1/ps-1 "
      + "--instance-arn=arn:aws:sso:::instance/ssoins-1 --account-id=222233334444",
    "identitystore list-users --identity-store-id=d-1",
    "identitystore list-group-memberships --identity-store-id=d-1 --group-id=g-1",
    "ec2 describe-launch-template-versions --versions $Default $Latest",
  ]

  @Test func theCollectorAsksForEachParentsThings() async throws {
    let place = try Workplace(answers)
    let result = try await place.collect()
    for call in expected {
      #expect(place.calls.contains { $0.hasPrefix(call) }, "\(call)")
    }
    #expect(place.files.contains { $0.hasSuffix("eks/describe-nodegroup/k.n.json") })
    #expect(place.files.contains { $0.hasSuffix("ecr/get-repository-policy/team_app.json") })
    let again = try await place.collect()
    #expect(!result.summary.isPartial && !again.summary.isPartial)
    #expect(again.summary.written == 0 && again.summary.absent == 1)
  }

  @Test func theScriptAsksForTheSame() async throws {
    let one = try Workplace(answers)
    let other = try Workplace(answers)
    _ = try await one.collect()
    let result = await other.run(CollectScript(regions: ["us-east-1"]).text)
    #expect(result.succeeded, "\(result.errorText)")
    for call in expected {
      #expect(other.calls.contains { $0.hasPrefix(call) }, "\(call)")
    }
    #expect(other.files == one.files)
  }

  @Test func aServiceThatEveryRegionHasMustAnswer() async throws {
    let place = try Workplace(
      """
      if [ "$1 $2" = "glue get-jobs" ]; then
        echo 'Could not connect to the endpoint URL: "https://glue.us-east-1.amazonaws.com/"' >&2
        exit 255
      fi
      """)
    let result = try await place.collect()
    #expect(result.summary.failed.map(\.operation) == ["get-jobs"])
  }
}
