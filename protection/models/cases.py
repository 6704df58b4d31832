"""A child's case, who may open it, and from whom it is withheld."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from protection.enums import Duty, Harm, Level, Sex, State
from protection.groups import GROUP_KEYS
from protection.workflow import ProtectionWorkflow

# No letters that are read for another on the telephone.
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8


def new_code() -> str:
    """A random public code: it tells neither office, year nor number."""
    return "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))


class ChildCase(ProtectionWorkflow):
    """One child's case from the first report to closure. The child may be unknown by name.

    `person` points down to a registered person without a reverse accessor and without a constraint in the
    database: nothing done to the person, not even a deletion, can tell that this row exists.
    `cycle` counts how often the case was opened; isolation is limited within a cycle.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("Case code"), max_length=12, unique=True, default=new_code)
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "beneficiaries.Person",
        null=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    version = models.PositiveIntegerField(default=1)
    cycle = models.PositiveSmallIntegerField(default=1)

    child_name = models.CharField(_("Name of the child"), max_length=200, blank=True)
    child_born_on = models.DateField(_("Date of birth"), null=True, blank=True)
    child_age = models.PositiveSmallIntegerField(_("Age, as estimated"), null=True, blank=True)
    child_sex = models.CharField(_("Sex"), max_length=1, choices=Sex, blank=True)
    child_address = models.CharField(_("Where the child lives"), max_length=200, blank=True)
    child_now = models.TextField(_("How the child is now, where and with whom"), blank=True)
    carers = models.TextField(_("Parents or carers"), blank=True)

    harms = ArrayField(
        models.CharField(max_length=12, choices=Harm), verbose_name=_("Forms of harm"), default=list
    )
    harmed_by_carer = models.BooleanField(_("A parent or carer is the one who harms"), null=True)
    groups = ArrayField(models.CharField(max_length=4), verbose_name=_("Special circumstances"), default=list)
    level = models.CharField(_("Level of risk"), max_length=6, choices=Level, blank=True)

    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["state", "received_at"], name="childcase_state")]
        constraints = [
            models.CheckConstraint(
                name="childcase_state_known",
                condition=Q(state__in=State.values),
                violation_error_message=_("A case cannot be in this state."),
            ),
            models.CheckConstraint(
                name="childcase_groups_known",
                condition=Q(groups__contained_by=list(GROUP_KEYS)),
                violation_error_message=_("This group of children is not one of the law."),
            ),
            models.CheckConstraint(
                name="childcase_assessed_has_level",
                condition=Q(state__in=[State.REPORTED, State.FORWARDED]) | ~Q(level=""),
                violation_error_message=_("An assessed case has its level of risk."),
            ),
        ]

    def __str__(self) -> str:
        # The code only: this text may reach titles, logs and error messages.
        return self.code


class MemberQuerySet(models.QuerySet["Member"]):
    def standing(self) -> MemberQuerySet:
        """Keys that still open the case; the database checks the hour of those that expire."""
        return self.filter(ended_at__isnull=True)


class Member(models.Model):
    """A key to one case: who may open it, by what duty, and until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # A key is cut before its case is there, so that the case is visible to whoever opens it.
    case = models.ForeignKey(ChildCase, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=12, choices=Duty)
    since_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user"], name="protection_member_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "duty"],
                condition=Q(ended_at__isnull=True, duty__in=[Duty.OFFICER, Duty.SUPERVISOR, Duty.CHAIR]),
                name="protection_one_holder_per_duty",
                violation_error_message=_("Somebody already has this duty."),
            ),
            models.CheckConstraint(
                name="protection_broken_glass_expires",
                condition=~Q(duty=Duty.BREAK_GLASS) | Q(expires_at__isnull=False) & ~Q(reason=""),
                violation_error_message=_("Emergency access has a reason and a time limit."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.case_id}"


class Withheld(models.Model):
    """Somebody who must not learn of the case: named, and kept out when they have an account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ChildCase, on_delete=models.PROTECT, related_name="withheld")
    who = models.CharField(_("From whom"), max_length=200)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("Reason"))
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"withheld {self.case_id}"
