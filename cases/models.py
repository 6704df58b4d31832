"""Cases and the papers issued in them."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.enums import (
    CAUSES,
    CLOCK_STATES,
    RUNNING_STATES,
    CaseKind,
    Channel,
    DocumentKind,
    PromptKind,
    PromptOutcome,
    PromptSource,
    Proposal,
    State,
)
from cases.scanned import ScanKind
from cases.workflow import CaseWorkflow
from policy.causes import Cause
from policy.labels import choices


def _by(related: str) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name=related
    )


def _other_hands(name: str, one: str, other: str, sentence: Promise) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}) | ~Q(**{one: F(other)}),
        violation_error_message=sentence,  # type: ignore[arg-type]  # lazy, as Django takes it
    )


class CaseQuerySet(models.QuerySet["Case"]):
    def running(self) -> CaseQuerySet:
        """Received and not decided."""
        return self.filter(state__in=RUNNING_STATES)

    def on_the_clock(self) -> CaseQuerySet:
        """The time limit runs."""
        return self.filter(state__in=CLOCK_STATES)

    def overdue(self, today: dt.date) -> CaseQuerySet:
        return self.on_the_clock().filter(due_on__lt=today)


class Case(CaseWorkflow):
    """A request for a monthly allowance, or a change of one that stands, from draft to decision.

    `facts` is `policy.facts.Facts.to_json()`: editable in a draft or while returned, frozen from each
    receipt on. `papers` maps a paper's key to the form it came in.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="cases")
    code = models.CharField(_("Case code"), max_length=50, unique=True, null=True)
    person = models.ForeignKey("beneficiaries.Person", on_delete=models.PROTECT, related_name="cases")
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(_("What is asked"), max_length=10, choices=CaseKind, default=CaseKind.NEW)
    # The allowance a change is about, and why: the cause and day of a stop or suspension, what the office
    # or the applicant says of it. `effective_month` is the first month of the change, as asked for and then
    # as decided.
    target = models.ForeignKey(
        "entitlements.Entitlement", null=True, on_delete=models.PROTECT, related_name="changes"
    )
    cause = models.CharField(_("Cause"), max_length=20, blank=True, choices=CAUSES)
    event_on = models.DateField(_("Day it happened"), null=True)
    effective_month = models.DateField(_("From month"), null=True)
    change_reason = models.TextField(_("Why the change"), blank=True)

    facts = models.JSONField(default=dict)
    papers = models.JSONField(default=dict)
    channel = models.CharField(_("Received through"), max_length=10, choices=Channel, default=Channel.DESK)
    applicant_name = models.CharField(_("Applicant"), max_length=200, blank=True)
    applicant_relation = models.CharField(_("Relation to the person"), max_length=60, blank=True)
    applicant_phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    applicant_address = models.CharField(_("Address"), max_length=200, blank=True)

    group = models.ForeignKey("policy.Group", null=True, on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=30, blank=True)
    slot = models.CharField(max_length=20, blank=True)
    units = models.PositiveSmallIntegerField(_("Children raised or 1"), default=1)
    # Per month, as computed at the last receipt and again at signature.
    amount = models.BigIntegerField(_("Amount per month"), null=True)

    regime = models.CharField(max_length=10, blank=True)
    working_days = models.PositiveSmallIntegerField(null=True)
    first_received_at = models.DateTimeField(null=True)
    due_on = models.DateField(_("Due on"), null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    supplement_request = models.TextField(_("To be supplemented"), blank=True)

    proposal = models.CharField(max_length=10, choices=Proposal, blank=True)
    appraisal_note = models.TextField(_("Appraisal note"), blank=True)
    refusal_reasons = models.TextField(_("Reasons for refusal"), blank=True)
    decision_number = models.CharField(_("Decision number"), max_length=60, blank=True)
    decided_on = models.DateField(_("Decided on"), null=True)
    entitlement = models.OneToOneField(
        "entitlements.Entitlement", null=True, on_delete=models.PROTECT, related_name="case"
    )

    created_at = models.DateTimeField(db_default=Now())
    registered_by = _by("+")
    submitted_by = _by("+")
    appraised_by = _by("+")
    approved_by = _by("+")
    signed_by = _by("+")
    moved_by = _by("+")

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "state", "due_on"], name="case_office_state_due"),
            models.Index(fields=["person"], name="case_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_state_known",
                condition=Q(state__in=State.values),
                violation_error_message=_("A case cannot be in this state."),
            ),
            _other_hands(
                "case_approver_is_not_submitter",
                "approved_by",
                "submitted_by",
                _("Whoever submitted a case may not approve it."),
            ),
            _other_hands(
                "case_signer_is_not_submitter",
                "signed_by",
                "submitted_by",
                _("Whoever submitted a case may not sign it."),
            ),
            _other_hands(
                "case_approver_is_not_registrar",
                "approved_by",
                "registered_by",
                _("Whoever registered a case may not approve it."),
            ),
            _other_hands(
                "case_signer_is_not_registrar",
                "signed_by",
                "registered_by",
                _("Whoever registered a case may not sign it."),
            ),
            _other_hands(
                "case_approver_is_not_appraiser",
                "approved_by",
                "appraised_by",
                _("Whoever appraised a case may not approve it."),
            ),
            _other_hands(
                "case_signer_is_not_approver",
                "signed_by",
                "approved_by",
                _("Whoever approved a case may not sign it."),
            ),
            models.CheckConstraint(
                name="case_received_is_complete",
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN])
                | Q(
                    code__isnull=False,
                    group__isnull=False,
                    received_at__isnull=False,
                    submitted_by__isnull=False,
                )
                # No time limit runs while the applicant has the file.
                & (Q(state=State.RETURNED) | Q(due_on__isnull=False)),
                violation_error_message=_("A received case has its code, group and due date."),
            ),
            models.CheckConstraint(
                name="case_approved_is_appraised",
                condition=~Q(state__in=[State.APPROVED, State.SIGNED])
                | Q(appraised_by__isnull=False, approved_by__isnull=False),
                violation_error_message=_("An approved case was appraised and approved by named persons."),
            ),
            models.CheckConstraint(
                name="case_signed_is_decided",
                condition=~Q(state=State.SIGNED)
                | Q(signed_by__isnull=False, decided_on__isnull=False, amount__isnull=False)
                & ~Q(decision_number="")
                & (
                    Q(kind=CaseKind.NEW, entitlement__isnull=False)
                    | ~Q(kind=CaseKind.NEW) & Q(effective_month__isnull=False)
                ),
                violation_error_message=_("A signed case has its decision and what it decides."),
            ),
            models.CheckConstraint(
                name="case_refused_with_reasons",
                condition=~Q(state=State.REFUSED) | ~Q(refusal_reasons=""),
                violation_error_message=_("A refusal states its reasons."),
            ),
            models.CheckConstraint(
                name="case_amount_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message=_("An amount is not negative."),
            ),
            models.CheckConstraint(
                name="case_change_has_its_allowance",
                condition=Q(kind=CaseKind.NEW, target__isnull=True)
                | ~Q(kind=CaseKind.NEW) & Q(target__isnull=False),
                violation_error_message=_("A change names the allowance it is about."),
            ),
            models.CheckConstraint(name="case_units_positive", condition=Q(units__gte=1)),
            models.UniqueConstraint(
                fields=["person", "slot"],
                condition=Q(state__in=RUNNING_STATES),
                name="case_one_running_per_slot",
                violation_error_message=_("This person already has a running case for this allowance."),
            ),
            models.UniqueConstraint(
                fields=["office", "decision_number", "decided_on"],
                condition=~Q(decision_number=""),
                name="case_decision_number_once",
            ),
        ]

    @property
    def asked(self) -> bool:
        """Whether a citizen applied; an office's own change has no applicant, so no receipt and no letter."""
        return self.kind == CaseKind.NEW or bool(self.applicant_name.strip())

    @property
    def on_clock(self) -> bool:
        """Whether the time limit runs now."""
        return self.state in CLOCK_STATES

    def __str__(self) -> str:
        return self.code or f"#{self.pk}"


class IssuedDocument(models.Model):
    """A paper given out, kept as the snapshot it was drawn from; never changed (by trigger)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=12, choices=DocumentKind)
    number = models.CharField(_("Number"), max_length=60)
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "number"], name="issued_document_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(kind__in=[DocumentKind.DECISION, DocumentKind.CHANGE]),
                name="issued_one_decision_per_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Scan(models.Model):
    """A paper of a case as scanned or photographed; a newer version stands beside the older ones.

    The content lies encrypted under `stored_as` (cases.vault); a scan taken back keeps its row and reason.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="scans")
    paper = models.CharField(_("Paper"), max_length=20)
    version = models.PositiveSmallIntegerField()
    sheet = models.PositiveSmallIntegerField()
    name = models.CharField(_("File name"), max_length=120)
    kind = models.CharField(max_length=4, choices=[(kind.value, kind.name) for kind in ScanKind])
    pages = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=32, unique=True)
    added_at = models.DateTimeField(db_default=Now())
    added_by = _by("+")
    removed_at = models.DateTimeField(null=True)
    removed_by = _by("+")
    removal = models.TextField(_("Why it was taken back"), blank=True)

    class Meta:
        ordering = ["paper", "-version", "sheet"]
        constraints = [
            models.UniqueConstraint(fields=["case", "paper", "version", "sheet"], name="scan_sheet_once"),
            models.CheckConstraint(
                name="scan_taken_back_with_reason",
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removal="")),
                violation_error_message=_("A scan is taken back by a person, with a reason."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PromptQuerySet(models.QuerySet["Prompt"]):
    def waiting(self) -> PromptQuerySet:
        """Nobody has answered yet."""
        return self.filter(outcome=PromptOutcome.OPEN)


class Prompt(models.Model):
    """A case proposed to the officers of the person's office, until they open it or say why not.

    `entitlement` is the allowance it is about, if any. `data` holds what the officer is shown: amounts, facts
    the cause changes, facts still needed. One whose cause is gone closes by itself.
    """

    person = models.ForeignKey("beneficiaries.Person", on_delete=models.PROTECT, related_name="prompts")
    entitlement = models.ForeignKey(
        "entitlements.Entitlement", null=True, on_delete=models.PROTECT, related_name="prompts"
    )
    kind = models.CharField(_("Case to open"), max_length=10, choices=PromptKind)
    reason = models.CharField(_("Cause"), max_length=30, choices=choices(Cause))
    about_month = models.DateField(_("Month"))
    article = models.CharField(_("Article"), max_length=200, blank=True)
    data = models.JSONField(default=dict)
    source = models.CharField(max_length=10, choices=PromptSource)
    life_event = models.ForeignKey(
        "beneficiaries.LifeEvent", null=True, on_delete=models.PROTECT, related_name="prompts"
    )
    created_at = models.DateTimeField(db_default=Now())
    outcome = models.CharField(_("Answer"), max_length=10, choices=PromptOutcome, default=PromptOutcome.OPEN)
    answered_at = models.DateTimeField(null=True)
    answered_by = _by("+")
    answer = models.TextField(_("Reason"), blank=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="prompts")

    objects = PromptQuerySet.as_manager()

    class Meta:
        ordering = ["about_month", "id"]
        indexes = [
            models.Index(fields=["person"], name="prompt_person"),
            models.Index(
                fields=["about_month"], name="prompt_waiting", condition=Q(outcome=PromptOutcome.OPEN)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "entitlement", "reason", "about_month"],
                nulls_distinct=False,
                name="prompt_once",
            ),
            models.CheckConstraint(name="prompt_month_is_first_day", condition=Q(about_month__day=1)),
            models.CheckConstraint(
                name="prompt_answer_is_complete",
                condition=Q(outcome=PromptOutcome.OPEN, answered_at__isnull=True, case__isnull=True)
                | Q(outcome=PromptOutcome.CASE, answered_at__isnull=False, case__isnull=False)
                | Q(
                    outcome__in=[PromptOutcome.DISMISSED, PromptOutcome.LAPSED],
                    answered_at__isnull=False,
                )
                & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="prompt_change_has_its_allowance",
                condition=Q(kind__in=[PromptKind.NEW, PromptKind.REVIEW]) | Q(entitlement__isnull=False),
            ),
            models.CheckConstraint(
                name="prompt_of_event_names_it",
                condition=Q(source=PromptSource.FORESEEN, life_event__isnull=True)
                | Q(source=PromptSource.LIFE_EVENT, life_event__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_reason_display()} {self.about_month:%m/%Y}"
