"""Checks documents against botocore's output shapes, and orders them as the command line prints."""

import functools
import re

from botocore import xform_name
from botocore.session import Session

MODEL_NAMES = {"s3api": "s3"}  # where the command's name is not the model's
ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00")
PRINTED_TYPES = {
    "string": (str,),
    "character": (str,),
    "blob": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "structure": (dict,),
    "map": (dict,),
    "list": (list,),
    "timestamp": (str,),
}


class WrongShape(Exception):
    """A document that the command line could not have printed."""


@functools.cache
def service_model(service):
    return Session().get_service_model(MODEL_NAMES.get(service, service))


@functools.cache
def output_shape(service, operation):
    """The shape of what `aws SERVICE OPERATION` prints."""
    model = service_model(service)
    for name in model.operation_names:
        if xform_name(name, "-") == operation:
            return model.operation_model(name).output_shape
    raise WrongShape(f"{service} has no operation {operation}")


def check_shape(service, operation, document):
    """Raises WrongShape unless every member is known, of its type, and the required ones exist."""
    check(output_shape(service, operation), document, f"{service} {operation}: ", outermost=True)


def is_policy_document(shape):
    """IAM's documents are strings to the model; botocore decodes them into objects."""
    return shape.name == "policyDocumentType"


def check(shape, value, place, outermost=False):
    if is_policy_document(shape):
        if not isinstance(value, dict) or "Statement" not in value:
            raise WrongShape(f"{place}is no policy document")
        return
    if not isinstance(value, PRINTED_TYPES[shape.type_name]) or (
        isinstance(value, bool) and shape.type_name != "boolean"
    ):
        raise WrongShape(f"{place}expected {shape.type_name}, found {type(value).__name__}")
    if shape.type_name == "timestamp" and not ISO_TIME.fullmatch(value):
        raise WrongShape(f"{place}{value!r} is no time as printed")
    if shape.type_name == "structure":
        check_members(shape, value, place, outermost)
    elif shape.type_name == "list":
        for index, element in enumerate(value):
            check(shape.member, element, f"{place}/{index}")
    elif shape.type_name == "map":
        for key, element in value.items():
            check(shape.value, element, f"{place}/{key}")


def check_members(shape, value, place, outermost):
    for name in shape.required_members:
        if name not in value:
            raise WrongShape(f"{place}/{name} is required")
    for name, member in value.items():
        if name not in shape.members:
            raise WrongShape(f"{place}/{name} is unknown")
        # The command line prints null for what a paged answer did not have (Prefix of buckets).
        if member is not None or not outermost:
            check(shape.members[name], member, f"{place}/{name}")


def arranged(shape, value):
    """The value with its members in the model's order, which is the order of printing."""
    if is_policy_document(shape) or value is None:
        return value
    if shape.type_name == "structure":
        members = shape.members
        known = {name: arranged(members[name], value[name]) for name in members if name in value}
        return {**known, **value, **known}
    if shape.type_name == "list":
        return [arranged(shape.member, element) for element in value]
    if shape.type_name == "map":
        return {key: arranged(shape.value, element) for key, element in value.items()}
    return value
