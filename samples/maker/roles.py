"""Every role of all accounts."""

from .role import service_linked, service_linked_roles
from .roles_development import DEVELOPMENT_ROLES
from .roles_machine_learning import MACHINE_LEARNING_ROLES
from .vocabulary import MANAGEMENT

MANAGEMENT_ROLES = [
    *service_linked_roles(MANAGEMENT),
    service_linked(
        MANAGEMENT, "AWSServiceRoleForSSO", "sso.amazonaws.com", "AWSSSOServiceRolePolicy"
    ),
]
ROLES = DEVELOPMENT_ROLES + MACHINE_LEARNING_ROLES + MANAGEMENT_ROLES
