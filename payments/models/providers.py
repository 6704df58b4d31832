"""Who pays out, and under which contract. Decree 335/2026/ND-CP, Article 28."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import PayMethod
from payments.enums import ContractState, FeeKind, FileKind, ProviderKind
from payments.workflow import ContractWorkflow


class Provider(models.Model):
    """A post office, bank or office that pays out for a province."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="providers")
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=10, choices=ProviderKind)
    contact = models.CharField(_("Contact"), max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="provider_once",
                violation_error_message=_("There is already a provider of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ContractQuerySet(models.QuerySet["Contract"]):
    def in_force(self, day: dt.date) -> ContractQuerySet:
        """Confirmed, and a day lies within it."""
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
            state=ContractState.CONFIRMED,
            valid_from__lte=day,
        )


class Contract(ContractWorkflow):
    """What a provider pays, for whom, from when to when, how it is told and what it earns.

    Never edited: what changes is a new contract. `columns` are the (key, title) pairs of the file in order;
    no commune named means every commune of the province.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="contracts")
    number = models.CharField(_("Contract number"), max_length=60)
    signed_on = models.DateField(_("Signed on"))
    valid_from = models.DateField(_("From"))
    valid_to = models.DateField(_("To"), null=True, blank=True)
    methods = ArrayField(models.CharField(max_length=10, choices=PayMethod))
    communes = models.ManyToManyField("offices.Office", related_name="+", blank=True)
    fee_kind = models.CharField(_("Fee"), max_length=12, choices=FeeKind)
    fee_rate = models.DecimalField(_("Rate of the fee"), max_digits=12, decimal_places=3)
    file_kind = models.CharField(_("File"), max_length=10, choices=FileKind)
    columns = models.JSONField(default=list)
    encrypts = models.BooleanField(_("Encrypted with a password"), default=False)
    payer_name = models.CharField(_("Paying account in the name of"), max_length=140, blank=True)
    payer_account = models.CharField(_("Paying account number"), max_length=34, blank=True)
    payer_bank = models.CharField(_("Bank of the paying account"), max_length=140, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.TextField(blank=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "number"],
                condition=~Q(state=ContractState.DECLINED),
                name="contract_number_once",
                violation_error_message=_("This provider already has a contract of this number."),
            ),
            models.CheckConstraint(
                name="contract_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("A contract cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="contract_two_people",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                violation_error_message=_("Whoever proposed a contract may not decide on it."),
            ),
            models.CheckConstraint(
                name="contract_decided_by_someone",
                condition=Q(state=ContractState.PROPOSED)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(name="contract_fee_sound", condition=Q(fee_rate__gte=0)),
            models.CheckConstraint(name="contract_has_method", condition=Q(methods__len__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.provider.name}"
