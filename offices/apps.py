from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "offices"
    verbose_name = "Offices"

    def ready(self) -> None:
        from offices import events  # noqa: F401  (declares them)
