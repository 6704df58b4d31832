"""Who is entitled to what, from when to when, by which decision; its first workbooks; mass reviews."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beneficiaries.names import proper_case
from entitlements.enums import DECIDED_STATES, ImportState, ReviewState, RowAction, RowOutcome, Source
from entitlements.labels import REVIEW_KINDS, REVIEW_REASONS
from entitlements.rules import ReviewKind, ReviewReason
from entitlements.workflow import MassReviewWorkflow
from offices.models import DateRange
from policy.enums import SuspendCause
from policy.labels import choices
from policy.months import format_month
from policy.rules.allowance_changes import Pause

_SUSPEND_CAUSES = choices(SuspendCause)


class Entitlement(models.Model):
    """A monthly allowance granted to a person. Months are dates on day 1; `end_month` is the last payable."""

    person = models.ForeignKey("beneficiaries.Person", on_delete=models.PROTECT, related_name="entitlements")
    group = models.ForeignKey("policy.Group", on_delete=models.PROTECT, related_name="+")
    # Two allowances of one slot never run together; the single-parent allowance has its own.
    slot = models.CharField(max_length=20)
    units = models.PositiveSmallIntegerField(_("Children raised or 1"), default=1)
    start_month = models.DateField(_("From month"))
    end_month = models.DateField(_("To month"), null=True, blank=True)
    end_reason = models.CharField(max_length=60, blank=True)
    decision_number = models.CharField(_("Decision number"), max_length=60)
    decision_on = models.DateField(_("Decision date"), null=True)
    source = models.CharField(max_length=10, choices=Source)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["person"], name="entitlement_person")]
        constraints = [
            models.CheckConstraint(
                name="entitlement_months_are_first_days",
                condition=Q(start_month__day=1) & (Q(end_month__isnull=True) | Q(end_month__day=1)),
            ),
            models.CheckConstraint(
                name="entitlement_months_in_order",
                condition=Q(end_month__isnull=True) | Q(end_month__gte=F("start_month")),
                violation_error_message=_("An entitlement cannot end before it begins."),
            ),
            models.CheckConstraint(name="entitlement_units_positive", condition=Q(units__gte=1)),
            ExclusionConstraint(
                name="entitlement_one_per_slot_and_month",
                expressions=[
                    (F("person"), RangeOperators.EQUAL),
                    (F("slot"), RangeOperators.EQUAL),
                    (
                        DateRange(F("start_month"), F("end_month"), RangeBoundary(True, True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_(
                    "This person already has an allowance of this kind in those months."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.group_id} · {self.decision_number}"


class Suspension(models.Model):
    """Months an allowance is held back by a decision, both included; `to_month` is null while it runs.

    A resumption lifts it: from then on nothing of it is held back, and the months become arrears.
    """

    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="suspensions")
    from_month = models.DateField(_("Suspended from"))
    to_month = models.DateField(_("Suspended to"), null=True)
    cause = models.CharField(_("Cause"), max_length=20, choices=_SUSPEND_CAUSES)
    decision_number = models.CharField(_("Decision number"), max_length=60)
    decision_on = models.DateField(_("Decision date"))
    # The decision of the resumption.
    lifted_number = models.CharField(max_length=60, blank=True)
    lifted_on = models.DateField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["from_month", "id"]
        constraints = [
            models.CheckConstraint(
                name="suspension_months_are_first_days",
                condition=Q(from_month__day=1) & (Q(to_month__isnull=True) | Q(to_month__day=1)),
            ),
            models.CheckConstraint(
                name="suspension_months_in_order",
                condition=Q(to_month__isnull=True) | Q(to_month__gte=F("from_month")),
                violation_error_message=_("A suspension cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="suspension_lifted_is_over",
                condition=Q(lifted_on__isnull=True, lifted_number="")
                | Q(lifted_on__isnull=False, to_month__isnull=False) & ~Q(lifted_number=""),
                violation_error_message=_("A lifted suspension has its last month and its decision."),
            ),
            ExclusionConstraint(
                name="suspension_one_at_a_time",
                expressions=[
                    (F("entitlement"), RangeOperators.EQUAL),
                    (
                        DateRange(F("from_month"), F("to_month"), RangeBoundary(True, True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(lifted_on__isnull=True),
                violation_error_message=_("This allowance is already suspended in those months."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entitlement_id} {self.from_month:%m/%Y} {self.decision_number}"

    @property
    def pause(self) -> Pause:
        """What it holds back, for the rules."""
        return Pause(self.from_month, self.to_month, self.cause, self.decision_on)


class OpeningPayment(models.Model):
    """What the office's earlier books paid for a month before this system took over."""

    entitlement = models.ForeignKey(Entitlement, on_delete=models.CASCADE, related_name="opening_payments")
    month = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entitlement", "month"], name="opening_payment_once"),
            models.CheckConstraint(
                name="opening_payment_sound", condition=Q(amount__gte=0) & Q(month__day=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entitlement_id} {self.month:%m/%Y} {self.amount}"


class CaseloadImport(models.Model):
    """One uploaded caseload workbook: read, shown, then confirmed."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="caseload_imports")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    paid_through = models.DateField(_("Paid through"))
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.PREVIEWED)
    uploaded_at = models.DateTimeField(db_default=Now())
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Per sheet: rows read and rows skipped by kind, base seen, columns recognised.
    summary = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class CaseloadRow(models.Model):
    """One row of a workbook: as typed, as read, what will happen and why, what came of it."""

    caseload_import = models.ForeignKey(CaseloadImport, on_delete=models.CASCADE, related_name="rows")
    office = models.ForeignKey("offices.Office", null=True, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    raw = models.JSONField()
    data = models.JSONField()
    repairs = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    action = models.CharField(max_length=10, choices=RowAction)
    hold_reasons = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, choices=RowOutcome, default=RowOutcome.PENDING)
    outcome_reason = models.TextField(blank=True)
    person = models.ForeignKey(
        "beneficiaries.Person", null=True, on_delete=models.PROTECT, related_name="caseload_rows"
    )
    entitlement = models.ForeignKey(Entitlement, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["caseload_import", "sheet", "row"], name="caseload_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}:{self.row}"

    @property
    def source(self) -> str:
        """Where the row stands, as findings and the trail name it."""
        return f"{self.caseload_import.file_name[:60]} · {self.sheet[:40]}:{self.row}"


def _by() -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


def _other_hands(one: str, other: str, sentence: Promise) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"mass_review_{one.removesuffix('_by')}_is_not_{other.removesuffix('_by')}",
        condition=Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}) | ~Q(**{one: F(other)}),
        violation_error_message=sentence,  # type: ignore[arg-type]  # lazy, as Django takes it
    )


class MassReview(MassReviewWorkflow):
    """What a change of the law does to every allowance of a commune, for its chair to decide at once.

    Compares the law known on two days for the months from `change_month`; lists pay the new level from
    `payable_from`, and what earlier months were paid too little is arrears. `paper` is the frozen head of the
    decision, `seal` the SHA-256 over the lines. Decree 335/2026/ND-CP, Article 32(3) to (5).
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="mass_reviews")
    change_month = models.DateField(_("New level for months from"))
    payable_from = models.DateField(_("Lists pay the new level from"))
    known_before = models.DateField(_("Law known on (before)"))
    known_on = models.DateField(_("Law known on (now)"))
    version = models.PositiveIntegerField(default=1)
    seal = models.CharField(max_length=64, blank=True)
    decision_number = models.CharField(_("Decision number"), max_length=60, blank=True)
    decision_on = models.DateField(_("Decision date"), null=True)
    paper = models.JSONField(default=dict)
    prepared_by = _by()
    submitted_by = _by()
    signed_by = _by()
    applied_by = _by()
    moved_by = _by()

    class Meta:
        ordering = ["-known_on", "office__name", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "known_on"],
                condition=~Q(state=ReviewState.CANCELLED),
                name="mass_review_once",
                violation_error_message=_("This change is already under review in this commune."),
            ),
            models.UniqueConstraint(
                fields=["office", "decision_number", "decision_on"],
                condition=~Q(decision_number=""),
                name="mass_review_decision_number_once",
            ),
            models.CheckConstraint(
                name="mass_review_terms_sound",
                condition=Q(change_month__day=1, payable_from__day=1)
                & Q(payable_from__gte=F("change_month"), known_before__lt=F("known_on")),
            ),
            models.CheckConstraint(name="mass_review_state_known", condition=Q(state__in=ReviewState.values)),
            models.CheckConstraint(
                name="mass_review_decided_is_signed",
                condition=~Q(state__in=DECIDED_STATES)
                | Q(prepared_by__isnull=False, submitted_by__isnull=False, signed_by__isnull=False)
                & Q(decision_on__isnull=False, signed_at__isnull=False)
                & ~Q(decision_number="")
                & ~Q(seal=""),
                violation_error_message=_("A signed review has its decision, its seal and three people."),
            ),
            _other_hands("submitted_by", "prepared_by", _("Whoever prepared a review may not submit it.")),
            _other_hands("signed_by", "prepared_by", _("Whoever prepared a review may not sign it.")),
            _other_hands("signed_by", "submitted_by", _("Whoever submitted a review may not sign it.")),
        ]

    def __str__(self) -> str:
        return f"{self.office.name} {format_month(self.change_month)}"

    @property
    def is_decided(self) -> bool:
        """Whether the chair has signed it."""
        return self.state in DECIDED_STATES


class MassReviewLineQuerySet(models.QuerySet["MassReviewLine"]):
    def decided(self) -> MassReviewLineQuerySet:
        """Lines the decision decides: all but those it leaves to be settled first."""
        return self.exclude(reason__in=MassReviewLine.UNDECIDED)


class MassReviewLine(models.Model):
    """An allowance in a review: `old_` and `new_` are what `month` pays under the law known on either day.

    `spans` are the months compared, as `rules.Span`: first, last, old and new (base, coefficient, amount).
    """

    # Left by the decision to be settled first.
    UNDECIDED = (ReviewReason.ONLY_HIGHEST.value, ReviewReason.NO_RATE.value)

    review = models.ForeignKey(MassReview, on_delete=models.CASCADE, related_name="lines", db_index=False)
    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="review_lines")
    person = models.ForeignKey(
        "beneficiaries.Person", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    position = models.PositiveIntegerField()
    person_code = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    born = models.CharField(max_length=10, blank=True)
    hamlet = models.CharField(max_length=120, blank=True)
    units = models.PositiveSmallIntegerField()
    month = models.DateField()
    # The clause and point: names no illness.
    old_code = models.CharField(max_length=10, blank=True)
    old_base = models.BigIntegerField()
    old_coefficient = models.DecimalField(max_digits=5, decimal_places=2)
    old_amount = models.BigIntegerField()
    new_code = models.CharField(max_length=10, blank=True)
    new_base = models.BigIntegerField()
    new_coefficient = models.DecimalField(max_digits=5, decimal_places=2)
    new_amount = models.BigIntegerField()
    kind = models.CharField(max_length=15, choices=[(key.value, REVIEW_KINDS[key]) for key in ReviewKind])
    reason = models.CharField(
        max_length=25, choices=[(key.value, REVIEW_REASONS[key]) for key in ReviewReason]
    )
    arrears_from = models.DateField(null=True)
    arrears_to = models.DateField(null=True)
    arrears_months = models.PositiveSmallIntegerField()
    arrears = models.BigIntegerField()
    spans = models.JSONField()
    # What of the law stands behind the two levels.
    old_citation = models.ForeignKey(
        "policy.Citation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    new_citation = models.ForeignKey(
        "policy.Citation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    rate = models.ForeignKey(
        "policy.Rate", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    coefficient_row = models.ForeignKey(
        "policy.Coefficient", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = MassReviewLineQuerySet.as_manager()

    class Meta:
        ordering = ["review", "position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "position"], name="mass_review_line_position"),
            models.UniqueConstraint(fields=["review", "entitlement"], name="mass_review_line_once"),
            models.CheckConstraint(
                name="mass_review_line_not_negative", condition=Q(old_amount__gte=0, new_amount__gte=0)
            ),
            models.CheckConstraint(
                name="mass_review_line_kind_agrees",
                condition=Q(kind=ReviewKind.RAISED.value, new_amount__gt=F("old_amount"))
                | Q(kind=ReviewKind.LOWERED.value, new_amount__lt=F("old_amount"))
                | Q(kind=ReviewKind.SAME.value, new_amount=F("old_amount"))
                | Q(kind=ReviewKind.ENDED.value, new_amount=0)
                | Q(kind__in=[ReviewKind.BAND_CHANGED.value, ReviewKind.CANNOT_TELL.value]),
            ),
            models.CheckConstraint(
                name="mass_review_line_explained",
                condition=Q(new_amount=0) | Q(rate__isnull=False, coefficient_row__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.name}"

    @property
    def shown_name(self) -> str:
        """The name for screens and papers: one capital a word where it was typed all in capitals."""
        return proper_case(self.name)


class EntitlementLevel(models.Model):
    """The monthly amount of an allowance from a month on, as a numbered decision set it."""

    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="levels")
    review = models.ForeignKey(MassReview, on_delete=models.PROTECT, related_name="levels")
    from_month = models.DateField(_("From month"))
    base = models.BigIntegerField()
    coefficient = models.DecimalField(max_digits=5, decimal_places=2)
    amount = models.BigIntegerField(_("Amount per month"))
    decision_number = models.CharField(_("Decision number"), max_length=60)
    decision_on = models.DateField(_("Decision date"))

    class Meta:
        ordering = ["from_month", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitlement", "review", "from_month"], name="entitlement_level_once"
            ),
            models.CheckConstraint(
                name="entitlement_level_sound", condition=Q(amount__gt=0) & Q(from_month__day=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entitlement_id} {self.from_month:%m/%Y} {self.amount}"
