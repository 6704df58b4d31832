"""Mass reviews: what every allowance is under the law of two days, and the levels a decision set."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beneficiaries.names import proper_case
from entitlements.enums import DECIDED_STATES, ReviewState
from entitlements.labels import REVIEW_KINDS, REVIEW_REASONS
from entitlements.models.allowances import Entitlement
from entitlements.rules import ReviewKind, ReviewReason
from entitlements.workflow import MassReviewWorkflow
from policy.months import format_month


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
