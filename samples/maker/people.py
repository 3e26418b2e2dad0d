"""Everybody who can sign in: passwords, second factors, access keys and groups."""

from dataclasses import dataclass, field

from .vocabulary import DEVELOPMENT, MACHINE_LEARNING


@dataclass(frozen=True)
class Key:
    created: str
    last_used: str | None = None
    service: str = "s3"
    active: bool = True


@dataclass(frozen=True)
class Person:
    """A user. `signed_in` is the last use of the password; without one there is no password."""

    name: str
    account: str
    created: str
    groups: tuple = ()
    signed_in: str | None = None
    factor: str | None = None  # None, "totp" or "fido2"
    keys: tuple = ()
    managed: tuple = ()  # names of AWS managed policies attached to the user itself
    customer: tuple = ()  # names of the account's own policies attached to the user itself
    tags: dict = field(default_factory=dict)

    @property
    def arn(self):
        return f"arn:aws:iam::{self.account}:user/{self.name}"

    @property
    def serial_number(self):
        """Of the second factor."""
        kind = {"totp": f"mfa/{self.name}", "fido2": f"u2f/user/{self.name}/security-key"}
        return f"arn:aws:iam::{self.account}:{kind[self.factor]}"

    @property
    def has_password(self):
        return self.signed_in is not None


def development(name, created, **details):
    return Person(name, DEVELOPMENT, created, **details)


def machine_learning(name, created, **details):
    return Person(name, MACHINE_LEARNING, created, **details)


def team(name, **more):
    return {"team": name, **more}


PEOPLE = [
    # Developers.
    development(
        "maya.chen",
        "2024-09-02T08:14:51",
        groups=("developers", "ci-maintainers"),
        signed_in="2026-06-12T07:41:09",
        tags=team("build-tools", email="maya.chen@acme.example"),
    ),
    development(
        "tomas.novak",
        "2023-03-13T09:02:17",
        groups=("developers",),
        signed_in="2026-06-12T06:55:40",
        factor="totp",
        tags=team("web"),
    ),
    development(
        "anders.lund",
        "2022-11-07T08:30:02",
        groups=("developers", "ci-maintainers"),
        signed_in="2026-06-11T08:12:33",
        factor="fido2",
        tags=team("build-tools"),
    ),
    development(
        "jonas.weber",
        "2023-08-21T07:48:26",
        groups=("developers",),
        signed_in="2026-06-10T13:20:05",
        factor="totp",
        keys=(Key("2026-03-02T09:11:40", "2026-06-12T15:04:00", "lambda"),),
        tags=team("web"),
    ),
    development(
        "aisha.okafor",
        "2025-01-20T09:05:33",
        groups=("developers",),
        signed_in="2026-06-11T09:47:21",
        tags=team("web"),
    ),
    development(
        "li.wei",
        "2024-04-15T08:21:10",
        groups=("developers",),
        signed_in="2026-06-09T07:33:58",
        factor="totp",
        tags=team("platform"),
    ),
    development(
        "sofia.rossi",
        "2025-06-02T08:40:44",
        groups=("developers",),
        signed_in="2026-06-12T08:01:15",
        factor="totp",
        tags=team("web"),
    ),
    development(
        "diego.santos",
        "2023-05-08T10:16:29",
        groups=("developers",),
        keys=(Key("2025-11-17T10:20:12", "2026-06-08T16:39:00", "logs"),),
        tags=team("web"),
    ),
    # Data scientists, operations, platform, audit.
    development(
        "priya.raman",
        "2023-10-09T08:55:07",
        groups=("data-scientists",),
        signed_in="2026-06-12T08:36:48",
        factor="totp",
        tags=team("research"),
    ),
    development(
        "henrik.olsen",
        "2022-08-22T07:59:31",
        groups=("data-scientists",),
        signed_in="2026-06-10T09:14:02",
        factor="fido2",
        tags=team("research"),
    ),
    development(
        "omar.farouk",
        "2023-01-16T08:11:19",
        groups=("operations",),
        signed_in="2026-06-12T05:58:30",
        factor="totp",
        tags=team("operations"),
    ),
    development(
        "noor.haddad",
        "2022-05-02T08:05:55",
        groups=("platform-admins",),
        signed_in="2026-06-11T10:27:44",
        factor="fido2",
        tags=team("platform"),
    ),
    development(
        "grace.mbeki",
        "2024-02-05T09:33:12",
        groups=("auditors",),
        signed_in="2026-06-15T07:50:26",
        factor="totp",
        tags=team("security"),
    ),
    development(
        "break-glass-admin",
        "2022-05-02T08:20:00",
        signed_in="2025-10-01T12:00:41",
        factor="fido2",
        managed=("AdministratorAccess",),
        tags={"purpose": "emergency"},
    ),
    # People who look at graphs, bills and tickets.
    development(
        "hana.suzuki",
        "2025-03-17T09:27:38",
        signed_in="2026-06-05T11:42:10",
        managed=("CloudWatchReadOnlyAccess",),
        tags=team("product"),
    ),
    development(
        "emma.larsen",
        "2023-06-12T10:02:20",
        signed_in="2026-06-01T08:08:52",
        managed=("AWSBillingReadOnlyAccess",),
        tags=team("finance"),
    ),
    development(
        "viktor.petrov",
        "2024-07-01T09:14:43",
        signed_in="2026-05-28T14:31:07",
        factor="totp",
        managed=("AWSSupportAccess",),
        tags=team("support"),
    ),
    # Forgotten.
    development(
        "old-jenkins",
        "2021-03-09T13:37:05",
        keys=(Key("2021-03-09T13:39:48", "2022-11-18T02:15:00", "s3"),),
        customer=("ci-deploy",),
    ),
    # The machine-learning account.
    machine_learning(
        "lena.fischer",
        "2023-04-03T08:44:36",
        groups=("research",),
        signed_in="2026-06-12T09:19:57",
        factor="fido2",
        tags=team("research"),
    ),
    machine_learning(
        "arjun.mehta",
        "2024-11-11T08:31:05",
        groups=("ml-engineers",),
        signed_in="2026-06-12T07:12:29",
        factor="totp",
        tags=team("serving"),
    ),
    machine_learning(
        "rafael.ortiz",
        "2022-06-13T08:18:53",
        groups=("platform-admins",),
        signed_in="2026-06-09T15:03:16",
        factor="fido2",
        tags=team("platform"),
    ),
    machine_learning(
        "clara.dubois",
        "2025-02-10T09:50:14",
        signed_in="2026-05-29T10:45:38",
        managed=("AWSSupportAccess", "CloudWatchReadOnlyAccess"),
        tags=team("support"),
    ),
    machine_learning(
        "break-glass-admin",
        "2022-06-13T08:40:00",
        signed_in="2025-10-01T12:21:18",
        factor="fido2",
        managed=("AdministratorAccess",),
        tags={"purpose": "emergency"},
    ),
    machine_learning(
        "svc-rag-app",
        "2025-04-28T12:06:41",
        keys=(Key("2025-04-28T12:08:30", "2026-06-15T06:32:00", "s3"),),
        tags={"team": "assistant", "kind": "service"},
    ),
    machine_learning(
        "svc-label-export",
        "2024-01-22T11:29:03",
        keys=(Key("2024-01-22T11:30:17", "2025-02-27T23:10:00", "s3", active=False),),
        customer=("corpus-read",),
        tags={"team": "labelling", "kind": "service"},
    ),
]
