"""What was handed to a provider: the file as sent, each payment in it, and notices of what to hold."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from beneficiaries.enums import PayMethod
from beneficiaries.names import proper_case
from payments.enums import FileKind
from payments.models.providers import Contract
from payments.models.runs import PaymentLine, PaymentRun


class ProviderFile(models.Model):
    """The file of one contract in a run, byte for byte as sent. Never changes.

    `sha256` is of the bytes sent, `plain_sha256` of what an encrypted file holds; both hexadecimal.
    """

    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="files")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=10, choices=FileKind)
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    encrypted = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64)
    plain_sha256 = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    total = models.BigIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["run", "contract"]
        constraints = [
            models.UniqueConstraint(fields=["run", "contract"], name="provider_file_once"),
            models.CheckConstraint(name="provider_file_sound", condition=Q(count__gte=1, total__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name


class Instruction(models.Model):
    """One payment a provider is told to make, with the payee as told. Never changes.

    `reference` is what the provider repeats in its answer. `carried_from` is money of an earlier list that
    had not reached the person; the provider still holds it.
    """

    file = models.ForeignKey(ProviderFile, on_delete=models.PROTECT, related_name="instructions")
    line = models.ForeignKey(PaymentLine, on_delete=models.PROTECT, related_name="instructions")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    carried_from = models.OneToOneField(
        "payments.Leftover", null=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    position = models.PositiveIntegerField()
    reference = models.CharField(max_length=35, unique=True)
    period = models.DateField()
    amount = models.BigIntegerField()

    office_name = models.CharField(max_length=200)
    hamlet = models.CharField(max_length=120, blank=True)
    person_code = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    born = models.CharField(max_length=10, blank=True)
    id_number = models.CharField(max_length=20, blank=True)
    method = models.CharField(max_length=10, choices=PayMethod)
    bank = models.CharField(max_length=120, blank=True)
    account_number = models.CharField(max_length=30, blank=True)
    account_owner = models.CharField(max_length=200, blank=True)
    collector_name = models.CharField(max_length=200, blank=True)
    collector_id = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["file", "position"]
        constraints = [
            models.UniqueConstraint(fields=["file", "position"], name="instruction_position"),
            models.UniqueConstraint(fields=["file", "line"], name="instruction_line_once"),
            models.CheckConstraint(name="instruction_pays", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="instruction_account_has_number",
                condition=Q(method=PayMethod.CASH) | ~Q(account_number=""),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def shown_name(self) -> str:
        return proper_case(self.name)


class HoldNotice(models.Model):
    """What a provider was told not to pay out, as sent. Never changes."""

    file = models.ForeignKey(ProviderFile, on_delete=models.PROTECT, related_name="hold_notices")
    number = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    total = models.BigIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["file", "number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="hold_notice_number")]

    def __str__(self) -> str:
        return f"{self.file} {self.number}"
