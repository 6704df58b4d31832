"""People, households, identity, payee accounts, collectors, facts and open findings."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import AccountState, PayMethod, Precision, Sex
from beneficiaries.names import proper_case
from beneficiaries.workflow import PayeeAccountWorkflow
from policy.facts import PartialDate
from policy.labels import choices
from policy.life import EndedCondition, LifeEventKind, RelationKind


class Household(models.Model):
    """People who live together, recognised as poor or not year by year."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="households")
    code = models.CharField(max_length=30, unique=True)
    hamlet = models.CharField(_("Hamlet"), max_length=120, blank=True)
    address = models.CharField(_("Address"), max_length=200, blank=True)

    def __str__(self) -> str:
        return self.code


class HouseholdPoverty(models.Model):
    """Poverty status of a household in one calendar year. Decree 07/2021/ND-CP."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="poverty_years")
    year = models.PositiveSmallIntegerField(_("Year"))
    status = models.CharField(_("Status"), max_length=20)
    certificate_number = models.CharField(_("Certificate number"), max_length=40, blank=True)
    recognised_on = models.DateField(_("Recognised on"), null=True, blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["household", "year"], name="poverty_once_a_year")]

    def __str__(self) -> str:
        return f"{self.household} {self.year}: {self.status}"


class Person(models.Model):
    """A person the office knows: beneficiary, applicant or both."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="persons")
    code = models.CharField(_("Person code"), max_length=30, unique=True)
    name = models.CharField(_("Full name"), max_length=200, help_text=_("As written on their papers."))
    search_name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=400, db_collation="C")
    sex = models.CharField(_("Sex"), max_length=1, choices=Sex, blank=True)
    # Earliest and latest day the person can have been born on; equal when the day is known.
    born_on = models.DateField(_("Date of birth"), null=True)
    born_latest_on = models.DateField(null=True)
    born_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    id_number = models.CharField(_("Personal identification number"), max_length=20, blank=True)
    ethnicity = models.CharField(_("Ethnic group"), max_length=2, blank=True)
    hamlet = models.CharField(_("Hamlet"), max_length=120, blank=True)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    household_relation = models.CharField(_("Relation to the head"), max_length=60, blank=True)
    died_on = models.DateField(_("Died on"), null=True, blank=True)
    death_document = models.CharField(_("Death document"), max_length=120, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    # Counts corrections of the details, so that a form does not save over one it has not seen.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["office", "sort_key"], name="person_office_sort"),
            models.Index(
                fields=["office", "search_name"],
                name="person_office_search",
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
            models.Index(fields=["search_name"], name="person_search", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["id_number"], name="person_id_number"),
        ]
        constraints = [
            models.CheckConstraint(
                name="person_birth_days_in_order",
                condition=Q(born_on__isnull=True, born_latest_on__isnull=True)
                | Q(born_latest_on__gte=F("born_on")),
                violation_error_message=_("The birth date is not complete."),
            ),
            models.CheckConstraint(
                name="person_died_after_birth",
                condition=Q(died_on__isnull=True) | Q(born_on__isnull=True) | Q(died_on__gte=F("born_on")),
                violation_error_message=_("A person cannot have died before being born."),
            ),
            models.CheckConstraint(
                name="person_id_number_is_digits",
                condition=Q(id_number__regex=r"^[0-9]*$"),
                violation_error_message=_("An identification number has digits only."),
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name for screens and papers: one capital a word where it was typed all in capitals."""
        return proper_case(self.name)

    @property
    def born(self) -> PartialDate | None:
        """The birth date with its precision."""
        if self.born_on is None:
            return None
        return PartialDate.from_columns(self.born_on, self.born_precision)


class PayeeAccountQuerySet(models.QuerySet["PayeeAccount"]):
    def in_use(self, day: dt.date) -> PayeeAccountQuerySet:
        """Confirmed and past the cooling period on a day; the newest of a person counts."""
        return self.filter(
            Q(usable_from__isnull=True) | Q(usable_from__lte=day), state=AccountState.CONFIRMED
        )

    def waiting(self) -> PayeeAccountQuerySet:
        """Changes a second person has not decided on."""
        return self.filter(state=AccountState.WAITING)


class PayeeAccount(PayeeAccountWorkflow):
    """How a person is paid. Rows are only added; a change counts once another person confirmed it and the
    cooling period is over (`usable_from`; empty: at once, the first way on record)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="payee_accounts")
    method = models.CharField(_("Payment method"), max_length=10, choices=PayMethod)
    bank = models.CharField(_("Bank"), max_length=120, blank=True)
    account_number = models.CharField(_("Account number"), max_length=30, blank=True)
    owner_name = models.CharField(_("Account owner"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.CharField(max_length=1000, blank=True)
    usable_from = models.DateField(null=True)

    objects = PayeeAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state=AccountState.WAITING),
                name="payee_account_one_waiting",
                violation_error_message=_("A change of how this person is paid already waits."),
            ),
            models.CheckConstraint(
                name="payee_account_two_people",
                condition=~Q(state=AccountState.CONFIRMED)
                | Q(decided_by__isnull=True)
                | ~Q(decided_by=F("proposed_by")),
                violation_error_message=_("Whoever entered an account may not confirm it."),
            ),
            models.CheckConstraint(
                name="payee_account_change_confirmed",
                condition=~Q(state=AccountState.CONFIRMED)
                | Q(usable_from__isnull=True, decided_by__isnull=True)
                | Q(usable_from__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="payee_account_has_number",
                condition=Q(method=PayMethod.CASH) | ~Q(account_number=""),
                violation_error_message=_("A bank account needs its number."),
            ),
        ]

    def __str__(self) -> str:
        return self.account_number or self.get_method_display()


class Collector(models.Model):
    """Who collects on behalf of a person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="collectors")
    name = models.CharField(_("Full name"), max_length=200)
    id_number = models.CharField(_("Personal identification number"), max_length=20, blank=True)
    relation = models.CharField(_("Relation"), max_length=60, blank=True)
    authorisation = models.CharField(_("Authorisation"), max_length=120, blank=True)
    valid_from = models.DateField(_("From"), null=True, blank=True)
    valid_to = models.DateField(_("To"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="collector_dates_in_order",
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("An authorisation cannot end before it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class FactSheet(models.Model):
    """The facts monthly assistance turns on, as recorded at one time; the newest counts.

    `facts` is `policy.facts.Facts.to_json()`. HIV confirmation and its paper are in it: show them only
    to actors who hold `health.view`. `version` counts the sheets of a person from 1.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="fact_sheets")
    version = models.PositiveIntegerField(default=1)
    facts = models.JSONField()
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="fact_sheet_once_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.recorded_at:%d/%m/%Y}"


class Finding(models.Model):
    """Something about a person that needs an officer's eye until they settle it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    source = models.CharField(max_length=120, blank=True)
    opened_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    settlement = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code"], condition=Q(settled_at__isnull=True), name="finding_open_once"
            )
        ]

    def __str__(self) -> str:
        return self.code


class LifeEvent(models.Model):
    """Something that happened to a person, recorded once; corrected by a new row, never edited (by trigger).

    `until` is the last day of a sentence, `place` where someone moved or lives, `condition` the condition
    that ended.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="life_events")
    kind = models.CharField(_("Event"), max_length=20, choices=choices(LifeEventKind))
    happened_on = models.DateField(_("Happened on"))
    until = models.DateField(_("Until"), null=True)
    condition = models.CharField(
        _("Condition that ended"), max_length=20, blank=True, choices=choices(EndedCondition)
    )
    place = models.CharField(_("Where to"), max_length=200, blank=True)
    document_number = models.CharField(_("Document number"), max_length=120, blank=True)
    document_on = models.DateField(_("Document date"), null=True)
    issuer = models.CharField(_("Issued by"), max_length=200, blank=True)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-happened_on", "-id"]
        indexes = [models.Index(fields=["person"], name="life_event_person")]
        constraints = [
            models.CheckConstraint(
                name="life_event_days_in_order",
                condition=Q(until__isnull=True) | Q(until__gte=F("happened_on")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                name="life_event_names_its_condition",
                condition=Q(kind=LifeEventKind.CONDITION_ENDED) ^ Q(condition=""),
                violation_error_message=_("Say which condition ended."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_kind_display()} {self.happened_on:%d/%m/%Y}"


class Relation(models.Model):
    """What another person is to a person, from a day to a day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations_of_others")
    kind = models.CharField(_("Relation"), max_length=12, choices=choices(RelationKind))
    valid_from = models.DateField(_("From"), null=True)
    valid_to = models.DateField(_("To"), null=True)

    class Meta:
        ordering = ["kind", "id"]
        indexes = [models.Index(fields=["other", "kind"], name="relation_other_kind")]
        constraints = [
            models.CheckConstraint(
                name="relation_of_two",
                condition=~Q(person=F("other")),
                violation_error_message=_("A relation is between two people."),
            ),
            models.CheckConstraint(
                name="relation_days_in_order",
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["person", "other", "kind"],
                condition=Q(valid_to__isnull=True),
                name="relation_once",
                violation_error_message=_("This relation is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_kind_display()}: {self.other}"
