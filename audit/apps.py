from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Audit"

    def ready(self) -> None:
        # Rights belong to the tables, so they are granted wherever tables are made.
        from django.db.models.signals import post_migrate

        from audit.privileges import grant_after_migrate

        post_migrate.connect(grant_after_migrate, dispatch_uid="audit.grant_after_migrate")
