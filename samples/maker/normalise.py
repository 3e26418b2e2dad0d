"""Takes the chance out of emulator answers: ids, keys, addresses and times become fixed ones."""

import hashlib
import re
from datetime import datetime, timedelta, timezone

from .shapes import is_policy_document, output_shape

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
UNIQUE_IDS = {
    "UserId": "AIDA",
    "GroupId": "AGPA",
    "RoleId": "AROA",
    "PolicyId": "ANPA",
    "InstanceProfileId": "AIPA",
    "Id": "AIPA",
}
# What the emulator draws by lot, in the order in which one may hold another.
RANDOM_TEXTS = [
    ("uuid", r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"),
    (
        "hex",
        r"\b(?:i|vpc|subnet|sg|sgr|eni|eni-attach|vol|igw|rtb|acl|r|iip-assoc|dopt"
        r"|vpc-cidr-assoc)-[0-9a-f]{8,17}\b",
    ),
    ("key", r"\bAKIA[A-Z0-9]{16}\b"),
    ("organisation", r"\bo-[a-z0-9]{10}\b"),
    ("unit", r"\bou-[a-z0-9]{4}-[a-z0-9]{8}\b"),
    ("policy", r"\bp-[a-z0-9]{8}\b"),
    ("root", r"\br-[a-z0-9]{4}\b"),
    ("hardware", r"\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b"),
]
# What names a thing, the surest first.
NAMING_MEMBERS = ("Arn", "SerialNumber", "AccessKeyId", "UserName", "Name")
FRACTIONAL_SERVICES = {"sagemaker", "kms", "organizations", "ecs", "ecr", "ssm"}


def digest(name):
    return hashlib.sha256(f"acme-ai/{name}".encode()).hexdigest()


def letters(name, count):
    number = int(digest(name), 16)
    return "".join(LETTERS[(number >> (5 * index)) % 32] for index in range(count))


def unique_id(prefix, arn):
    """The fixed AIDA…, AROA… of the thing with this ARN."""
    return prefix + letters(arn, 17)


def replacement(kind, ordinal, text):
    name = f"{kind}/{ordinal}"
    value = digest(name)
    if kind == "uuid":
        return "-".join(
            (value[:8], value[8:12], "4" + value[13:16], "a" + value[17:20], value[20:32])
        )
    if kind == "hex":
        return text.rpartition("-")[0] + "-0" + value[:16]
    if kind == "key":
        return "AKIA" + letters(name, 16)
    if kind == "hardware":
        return "02:" + ":".join(value[index : index + 2] for index in range(0, 10, 2))
    if kind == "organisation":
        return "o-" + value[:10]
    if kind == "policy":
        return "p-" + value[:8]
    root = digest("root/0")[:4]
    return f"r-{root}" if kind == "root" else f"ou-{root}-{value[:8]}"


class RandomTexts:
    """Fixed texts for random ones, numbered in the order in which they are met."""

    def __init__(self, stands_for):
        self.known = dict(stands_for)
        self.counts = {}

    def replaced(self, text):
        for kind, pattern in RANDOM_TEXTS:
            text = re.sub(pattern, lambda found, kind=kind: self.fixed(kind, found[0]), text)
        for random, fixed in self.known.items():
            if random.isdigit():
                text = text.replace(random, fixed)
        return text

    def fixed(self, kind, text):
        if text in self.known.values():
            return text
        if text not in self.known:
            ordinal = self.counts.get(kind, 0)
            self.counts[kind] = ordinal + 1
            self.known[text] = replacement(kind, ordinal, text)
        return self.known[text]


def with_unique_ids(value):
    """Gives every IAM thing that is named by an ARN the id that belongs to the ARN."""
    if isinstance(value, list):
        return [with_unique_ids(element) for element in value]
    if not isinstance(value, dict):
        return value
    value = {key: with_unique_ids(element) for key, element in value.items()}
    arn = value.get("Arn")
    if isinstance(arn, str) and arn.startswith("arn:aws:iam::"):
        for member, prefix in UNIQUE_IDS.items():
            if member in value:
                value[member] = unique_id(prefix, arn)
    return value


def fixed_time(owner, later, fraction):
    """A working-hours time that belongs to this owner; `later` moves it on by days."""
    number = int(digest(owner), 16)
    day = datetime(2023, 2, 1, 7, tzinfo=timezone.utc) + timedelta(days=number % 1100)
    when = day + timedelta(days=later, seconds=(number >> 16) % 36000)
    if fraction:
        when += timedelta(milliseconds=1 + (number >> 40) % 999)
    return when.isoformat(timespec="microseconds" if fraction else "seconds")


class Times:
    """Replaces what the emulator's clock wrote: every time not before the run's start.

    `created` holds the times the organisation's own data gives to things, by ARN or name.
    """

    def __init__(self, start, created):
        self.start = start
        self.created = created

    def replaced(self, service, operation, document, name):
        self.fraction = service in FRACTIONAL_SERVICES
        return self.walk(output_shape(service, operation), document, name or operation, "")

    def walk(self, shape, value, owner, member):
        if value is None or is_policy_document(shape):
            return value
        if shape.type_name == "structure":
            owner = self.owner_of(value, owner)
            return {
                name: self.walk(shape.members[name], element, owner, name)
                if name in shape.members
                else element
                for name, element in value.items()
            }
        if shape.type_name == "list":
            return [self.walk(shape.member, element, owner, member) for element in value]
        if shape.type_name == "timestamp" and self.from_clock(value):
            return self.time_of(owner, member)
        return value

    def owner_of(self, value, outer):
        if "VersionId" in value and "IsDefaultVersion" in value:
            return f"{outer}#{value['VersionId']}"
        for name in NAMING_MEMBERS:
            if isinstance(value.get(name), str):
                return value[name]
        for name, text in value.items():
            if isinstance(text, str) and text.startswith("arn:aws:") and "Role" not in name:
                return text
        return outer

    def from_clock(self, value):
        return datetime.fromisoformat(value) >= self.start

    def time_of(self, owner, member):
        thing, _, version = owner.partition("#")
        later = 190 * (int(version[1:]) - 1) if version else 0
        if thing in self.created and not later:
            return self.created[thing] + "+00:00"
        if any(word in member for word in ("Update", "Modified")):
            later += 2
        return fixed_time(thing, later, self.fraction)
