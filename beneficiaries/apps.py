from django.apps import AppConfig


class BeneficiariesConfig(AppConfig):
    name = "beneficiaries"
    verbose_name = "Beneficiaries"

    def ready(self) -> None:
        from beneficiaries import events  # noqa: F401  (declares what may enter the trail)
