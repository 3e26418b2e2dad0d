"""Every role of both accounts."""

from .roles_development import DEVELOPMENT_ROLES
from .roles_machine_learning import MACHINE_LEARNING_ROLES

ROLES = DEVELOPMENT_ROLES + MACHINE_LEARNING_ROLES
