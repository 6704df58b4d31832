"""Plan and services, visits, hand-overs between offices, inquiries and tasks."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from protection.enums import Handover, Reply, Service, TaskKind
from protection.models.cases import ChildCase


class Plan(models.Model):
    """A plan of support and intervention (form 04) with the chair's approval (form 05). Article 28."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ChildCase, on_delete=models.PROTECT, related_name="plans")
    cycle = models.PositiveSmallIntegerField()
    goal = models.TextField(_("Goals"))
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_number = models.CharField(_("Decision number"), max_length=60, blank=True)

    class Meta:
        ordering = ["submitted_at"]
        constraints = [
            models.CheckConstraint(
                name="protection_plan_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")),
                violation_error_message=_("Whoever submitted a plan may not approve it."),
            ),
            models.CheckConstraint(
                name="protection_plan_approved_by_decision",
                condition=Q(approved_at__isnull=True)
                | Q(approved_by__isnull=False, returned_at__isnull=True) & ~Q(decision_number=""),
                violation_error_message=_("An approved plan has its decision."),
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.case_id}"


class PlanItem(models.Model):
    """A service of a plan: what, by whom, from when to when, at what cost in whole đồng. Article 28(3)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ChildCase, on_delete=models.PROTECT, related_name="plan_items")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="items")
    service = models.CharField(_("Service"), max_length=20, choices=Service)
    task = models.CharField(_("What is to be done"), max_length=300, blank=True)
    responsible = models.CharField(_("Responsible"), max_length=200)
    provider = models.CharField(_("Service provider"), max_length=200, blank=True)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Expected end"))
    cost = models.BigIntegerField(_("Estimated cost"), default=0)

    class Meta:
        ordering = ["starts_on", "service"]
        constraints = [
            models.CheckConstraint(
                name="plan_item_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A service of the plan would end before it begins."),
            ),
            models.CheckConstraint(
                name="plan_item_cost_not_negative",
                condition=Q(cost__gte=0),
                violation_error_message=_("An amount is not negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.case_id}"


class Referral(models.Model):
    """A service asked of somebody outside, and the reply. Article 29(1)b."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ChildCase, on_delete=models.PROTECT, related_name="referrals")
    service = models.CharField(_("Service"), max_length=20, choices=Service)
    to_whom = models.CharField(_("Asked of"), max_length=200)
    told = models.TextField(_("What is told to them"))
    asked_at = models.DateTimeField()
    answer_by = models.DateField(_("Answer wanted by"), null=True)
    reply = models.CharField(_("Reply"), max_length=10, choices=Reply, blank=True)
    reply_text = models.TextField(_("What they replied"), blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return f"referral {self.case_id}"


class Visit(models.Model):
    """A visit to the child: due by the risk, then made. The next one follows from it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ChildCase, on_delete=models.PROTECT, related_name="visits")
    due_on = models.DateField(_("Due on"))
    made_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=200, blank=True)
    saw_child = models.BooleanField(_("The child was seen"), null=True)
    child_safe = models.BooleanField(_("The child is safe"), null=True)
    findings = models.TextField(_("What was found"), blank=True)
    cancelled_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(made_at__isnull=True, cancelled_at__isnull=True),
                name="protection_one_visit_ahead",
            )
        ]

    def __str__(self) -> str:
        return f"visit {self.case_id}"


class HandOver(models.Model):
    """A case offered to another office: forwarded when just reported, or transferred later. Article 26(1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ChildCase, on_delete=models.PROTECT, related_name="hand_overs")
    from_office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    to_office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("Reason"))
    offered_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Handover, default=Handover.OFFERED)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["offered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(outcome=Handover.OFFERED),
                name="protection_one_hand_over_open",
                violation_error_message=_("The case is already offered to an office."),
            ),
            models.CheckConstraint(
                name="protection_hand_over_elsewhere", condition=~Q(from_office=F("to_office"))
            ),
        ]

    def __str__(self) -> str:
        return f"hand-over {self.case_id}"


class Inquiry(models.Model):
    """An office asks another about a child known to both. It is seen by who asks and by who holds a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        "beneficiaries.Person",
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    to_office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    question = models.TextField(_("What is asked"))
    asked_at = models.DateTimeField()
    answer = models.TextField(_("Answer"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return f"inquiry {self.id}"


class Task(models.Model):
    """Something one person must see to in a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ChildCase, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=14, choices=TaskKind)
    # Whose deed or omission it is about, and who must see to it: never the same person.
    about = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.CheckConstraint(
                name="protection_task_two_people",
                condition=Q(about__isnull=True) | Q(user__isnull=True) | ~Q(about=F("user")),
                violation_error_message=_("Nobody reviews their own emergency access."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"
