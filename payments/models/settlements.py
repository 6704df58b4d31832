"""What did not reach people and where it went; the settlement of a run with each provider."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payments.enums import Disposal
from payments.models.files import Instruction, ProviderFile


class Leftover(models.Model):
    """Money of a payment that did not reach the person: carried to the next list, or given back."""

    instruction = models.OneToOneField(Instruction, on_delete=models.PROTECT, related_name="leftover")
    amount = models.BigIntegerField()
    disposal = models.CharField(max_length=6, choices=Disposal)

    class Meta:
        ordering = ["instruction"]
        constraints = [models.CheckConstraint(name="leftover_sound", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return f"{self.instruction} {self.disposal} {self.amount}"


class Settlement(models.Model):
    """The settlement of a run with a provider, in đồng and payments, to the đồng.

    Columns of the practice of Decree 335/2026/ND-CP, Article 28. The fee is apart: it is no money of the
    people on the list.
    """

    file = models.OneToOneField(ProviderFile, on_delete=models.PROTECT, related_name="settlement")
    carried_in_count = models.PositiveIntegerField()
    carried_in = models.BigIntegerField()
    received_count = models.PositiveIntegerField()
    received = models.BigIntegerField()
    paid_account_count = models.PositiveIntegerField()
    paid_account = models.BigIntegerField()
    paid_cash_count = models.PositiveIntegerField()
    paid_cash = models.BigIntegerField()
    unpaid_count = models.PositiveIntegerField()
    unpaid = models.BigIntegerField()
    returned_count = models.PositiveIntegerField()
    returned = models.BigIntegerField()
    fee = models.BigIntegerField()

    class Meta:
        ordering = ["file"]
        constraints = [
            models.CheckConstraint(
                name="settlement_balances",
                condition=Q(
                    carried_in=F("paid_account")
                    + F("paid_cash")
                    + F("unpaid")
                    + F("returned")
                    - F("received")
                ),
                violation_error_message=_("What came in is not what was paid, kept and given back."),
            ),
            models.CheckConstraint(
                name="settlement_sound",
                condition=Q(
                    carried_in__gte=0,
                    received__gte=0,
                    paid_account__gte=0,
                    paid_cash__gte=0,
                    unpaid__gte=0,
                    returned__gte=0,
                    fee__gte=0,
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.file)

    @property
    def paid(self) -> int:
        return self.paid_account + self.paid_cash

    @property
    def paid_count(self) -> int:
        return self.paid_account_count + self.paid_cash_count
