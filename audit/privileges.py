"""Database rights of the application's role, renewed after every migration."""

from typing import Any

from django.apps import apps
from django.db import connections

from config.database import grant_application_role


def grant_after_migrate(app_config: Any, using: str, **kwargs: Any) -> None:
    """Grant once per `migrate`, when its last app reports."""
    with_models = [config.label for config in apps.get_app_configs() if config.models_module]
    if app_config.label == with_models[-1]:
        grant_application_role(connections[using])
