"""What a role is, and the kinds of roles that both accounts have."""

from dataclasses import dataclass, field

from .vocabulary import service_trust


@dataclass(frozen=True)
class Role:
    name: str
    account: str
    trust: dict
    managed: tuple = ()  # AWS managed policies
    customer: tuple = ()  # the account's own managed policies
    inline: dict = field(default_factory=dict)
    boundary: str | None = None  # the account's own policy that bounds the role
    path: str = "/"
    last_used: str | None = None
    instance_profile: bool = False
    tags: dict = field(default_factory=dict)

    @property
    def arn(self):
        return f"arn:aws:iam::{self.account}:role{self.path}{self.name}"


def root(account):
    return {"AWS": f"arn:aws:iam::{account}:root"}


def service_linked(account, name, service, policy):
    path = f"/aws-service-role/{service}/"
    managed = (f"aws-service-role/{policy}",)
    return Role(name, account, service_trust(service), managed=managed, path=path)


def service_linked_roles(account):
    return [
        service_linked(
            account,
            "AWSServiceRoleForOrganizations",
            "organizations.amazonaws.com",
            "AWSOrganizationsServiceTrustPolicy",
        ),
        service_linked(
            account,
            "AWSServiceRoleForTrustedAdvisor",
            "trustedadvisor.amazonaws.com",
            "AWSTrustedAdvisorServiceRolePolicy",
        ),
    ]
