"""Reads of the law as it stands in the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.db.models.functions import JSONObject

from offices import scope
from offices.actors import Actor
from offices.enums import OfficeKind, UnitLevel
from offices.models import AdminUnit, Assignment
from offices.roles import ROLES, Permission
from policy import law as texts
from policy.clock import WorkingCalendar
from policy.enums import BenefitKey, ChangeState, DifficultyClass, Mark, Measure, RateKind, RowKind
from policy.facts import Facts
from policy.models import (
    Benefit,
    CalendarDay,
    Citation,
    Coefficient,
    DifficultyArea,
    Instrument,
    LawChange,
    Rate,
    RegimeLimit,
    Verification,
    Withdrawal,
)
from policy.reading import read_once
from policy.rules import changes
from policy.rules.areas import Area, area_of, facts_in_area

R = TypeVar(
    "R", texts.Instrument, texts.Rate, texts.Coefficient, texts.Benefit, texts.Group, texts.ProcedureRegime
)


@read_once
def current_law() -> texts.Law:
    """The packaged groups and procedures with the figures of the database and what was changed on screen.

    Enough for monthly allowances; `current_law_of_supports` reads the figures of the other supports too.
    """
    # What else was changed rides along with the rates, since every page that reckons reads them.
    rates = list(Rate.objects.select_related("instrument", "withdrawal").annotate(**_CHANGED))
    coefficients = list(Coefficient.objects.select_related("instrument", "withdrawal"))
    changed: dict[str, list[dict[str, Any]]] = (
        {name: getattr(rates[0], name) for name in _CHANGED} if rates else {}
    )
    law = _citing(row.instrument for row in (*rates, *coefficients))
    law = _with_changes(law, changed)
    return law.with_money(
        rates=[
            texts.Rate(
                kind=RateKind(row.kind),
                amount=row.amount,
                valid_from=row.valid_from,
                known_from=row.known_from,
                article=row.article,
                mark=Mark(row.mark),
                instrument=row.instrument_id,
                valid_to=row.valid_to,
                province=row.province_code,
                withdrawn_from=_withdrawn_from(row),
            )
            for row in rates
        ],
        coefficients=[
            texts.Coefficient(
                group=row.group_id,
                value=row.value,
                valid_from=row.valid_from,
                known_from=row.known_from,
                article=row.article,
                mark=Mark(row.mark),
                instrument=row.instrument_id,
                age_from=row.age_from,
                age_to=row.age_to,
                valid_to=row.valid_to,
                withdrawn_from=_withdrawn_from(row),
            )
            for row in coefficients
        ],
    )


_INSTRUMENT = JSONObject(
    id="instrument_id",
    kind_vi="instrument__kind",
    number="instrument__number",
    title_vi="instrument__title",
    issued_on="instrument__issued_on",
    in_force_on="instrument__in_force_on",
    mark="instrument__mark",
)
_CHANGED = {
    "namings": ArraySubquery(
        Citation.objects.filter(on_screen=True)
        .order_by("valid_from", "id")
        .values(
            json=JSONObject(
                row=JSONObject(
                    group="group_id",
                    code="code",
                    name_vi="name",
                    valid_from="valid_from",
                    article="article",
                    mark="mark",
                    instrument="instrument_id",
                ),
                instrument=_INSTRUMENT,
            )
        )
    ),
    "limits": ArraySubquery(
        RegimeLimit.objects.order_by("received_from").values(
            json=JSONObject(
                row=JSONObject(
                    regime="regime_id",
                    step_days="step_days",
                    posting_days="posting_days",
                    received_from="received_from",
                    article="article",
                    mark="mark",
                    instrument="instrument_id",
                ),
                instrument=_INSTRUMENT,
            )
        )
    ),
    "titles": ArraySubquery(
        Verification.objects.filter(row_kind=RowKind.INSTRUMENT.value).values(
            json=JSONObject(key="row_key", title="title")
        )
    ),
}


def _with_changes(law: texts.Law, changed: dict[str, list[dict[str, Any]]]) -> texts.Law:
    """The law with the names and time limits given on screen, and the titles verified there."""
    if not changed:
        return law
    namings = [changes.naming_change(data) for data in changed["namings"]]
    limits = [changes.regime_change(data) for data in changed["limits"]]
    known = {row.id: row for row in law.instruments}
    added = [change.instrument for change in namings] + [change.instrument for change in limits]
    known = {row.id: row for row in added} | known
    for data in changed["titles"]:
        row = known.get(data["key"])
        if row is not None:
            known[row.id] = replace(row, mark=Mark.SOURCED, title_vi=data["title"] or row.title_vi)
    law = law.with_instruments(known.values()).with_limits(change.row for change in limits)
    for change in namings:
        law = law.with_naming(change.row)
    return law


def _withdrawn_from(row: Rate | Coefficient | Benefit) -> dt.date | None:
    withdrawal: Withdrawal | None = getattr(row, "withdrawal", None)
    return withdrawal.known_from if withdrawal else None


def citing_law() -> texts.Law:
    """The packaged law with every instrument on record: enough to cite any figure."""
    return _citing(Instrument.objects.all())


def _citing(instruments: Iterable[Instrument]) -> texts.Law:
    law = texts.packaged_law()
    known = {row.id for row in law.instruments}
    added = {row.key: as_text(row) for row in instruments if row.key not in known}
    return law.with_instruments((*law.instruments, *added.values()))


def as_text(row: Instrument) -> texts.Instrument:
    """An instrument on record as the law holds it."""
    day = row.in_force_on or row.issued_on
    assert day is not None  # the form asks for both
    return texts.Instrument(
        id=row.key,
        number=row.number,
        title_vi=row.title,
        issued_on=row.issued_on or day,
        in_force_on=day,
        mark=Mark(row.mark),
        kind_vi=row.kind,
    )


def current_law_of_supports() -> texts.Law:
    """The law for care support, funerals, emergencies and facilities: every figure of the database."""
    rows = list(Benefit.objects.select_related("instrument", "withdrawal"))
    law = current_law()
    known = {row.id for row in law.instruments}
    added = {row.instrument_id: as_text(row.instrument) for row in rows if row.instrument_id not in known}
    return law.with_instruments((*law.instruments, *added.values())).with_money(
        benefits=[
            texts.Benefit(
                key=BenefitKey(row.key),
                measure=Measure(row.measure),
                value=row.value,
                valid_from=row.valid_from,
                known_from=row.known_from,
                article=row.article,
                mark=Mark(row.mark),
                instrument=row.instrument_id,
                age_from=row.age_from,
                age_to=row.age_to,
                months_at_most=row.months_at_most,
                days_at_least=row.days_at_least,
                ceiling=row.ceiling,
                valid_to=row.valid_to,
                withdrawn_from=_withdrawn_from(row),
            )
            for row in rows
        ],
    )


@read_once
def working_calendar() -> WorkingCalendar:
    """Public holidays and make-up days, as the administrator keeps them: of each day the last entry."""
    days = list({row.day: row for row in CalendarDay.objects.all()}.values())
    return WorkingCalendar(
        holidays={row.day: row.name for row in days if row.kind == CalendarDay.Kind.HOLIDAY},
        make_up_days=frozenset(row.day for row in days if row.kind == CalendarDay.Kind.MAKE_UP),
    )


def consequence_of(change: changes.FigureChange) -> changes.Consequence:
    """What a change of a figure would do in this province to the law as it stands."""
    return changes.consequence(change, law=current_law_of_supports(), province=settings.PROVINCE_CODE)


def verified_law() -> texts.Law:
    """The law with every figure, whose rows compared with the official text count as sourced."""
    law = current_law_of_supports()
    done = {(row.row_kind, row.row_key) for row in Verification.objects.all()}

    def marked(kind: RowKind, rows: tuple[R, ...]) -> tuple[R, ...]:
        return tuple(
            replace(row, mark=Mark.SOURCED) if (kind.value, changes.key_of(row)) in done else row
            for row in rows
        )

    regimes = marked(RowKind.REGIME, law.regimes)
    sourced = {row.key for row in regimes if (RowKind.REGIME.value, row.key.value) in done}
    return replace(
        law,
        instruments=marked(RowKind.INSTRUMENT, law.instruments),
        rates=marked(RowKind.RATE, law.rates),
        coefficients=marked(RowKind.COEFFICIENT, law.coefficients),
        benefits=marked(RowKind.BENEFIT, law.benefits),
        groups=marked(RowKind.GROUP, law.groups),
        regimes=regimes,
        regime_steps=tuple(
            replace(step, mark=Mark.SOURCED) if step.regime in sourced else step for step in law.regime_steps
        ),
    )


def verifications() -> list[Verification]:
    """What was compared with the official text, newest first, with who did it."""
    people = Verification.objects.select_related("change__proposed_by", "change__decided_by")
    return list(people.order_by("-id"))


def changes_in_scope(actor: Actor) -> QuerySet[LawChange]:
    """Changes of the law the actor may see, newest first, with who proposed and decided."""
    return scope.law_changes(LawChange.objects.select_related("proposed_by", "decided_by"), actor)


def pending_changes(actor: Actor) -> int:
    """How many changes wait for a second person."""
    return changes_in_scope(actor).filter(state=ChangeState.PROPOSED).count()


def other_administrators(change: LawChange, today: dt.date) -> list[str]:
    """Who may decide on a change: those of the province who may change the law, but for its proposer."""
    roles = [role.code for role in ROLES.values() if Permission.LAW_MANAGE in role.permissions]
    return list(
        Assignment.objects.current(today)
        .filter(role__in=roles, office__kind=OfficeKind.PROVINCE, user__is_active=True)
        .exclude(user_id=change.proposed_by_id)
        .order_by("user__full_name")
        .values_list("user__full_name", flat=True)
        .distinct()
    )


def calendar_years() -> list[int]:
    """The years of the calendar, oldest first."""
    return [day.year for day in CalendarDay.objects.dates("day", "year")]


def province_name() -> str:
    """The name of the province this installation serves; its code when it is not on record."""
    code = settings.PROVINCE_CODE
    units = AdminUnit.objects.filter(level=UnitLevel.PROVINCE, code=code, valid_to__isnull=True)
    return units.values_list("name", flat=True).first() or code


def communes() -> dict[str, str]:
    """The present communes of the province: code and name, in the order of their names."""
    units = AdminUnit.objects.filter(
        level=UnitLevel.COMMUNE, parent__code=settings.PROVINCE_CODE, valid_to__isnull=True
    )
    return dict(units.order_by("search_name", "code").values_list("code", "name"))


def area_rows() -> QuerySet[DifficultyArea]:
    """The table of areas as it stands, with where each row is written."""
    return DifficultyArea.objects.filter(withdrawn_on__isnull=True).select_related("instrument")


def as_area(row: DifficultyArea) -> Area:
    """A row of the table as the rules read it."""
    return Area(
        unit_code=row.unit_code,
        hamlet=row.hamlet,
        difficulty=DifficultyClass(row.difficulty),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        instrument=row.instrument_id,
        article=row.article,
        mark=Mark(row.mark),
    )


def facts_at_home(facts: Facts, *, unit_code: str, hamlet: str, on: dt.date) -> Facts:
    """Facts with what the table of areas says of a home on a day, where it says anything. Article 5(7)."""
    rows = _areas_of(unit_code)
    area = area_of(rows, unit_code, hamlet, on)
    return facts_in_area(facts, area, f"{area.article} {rows[area].instrument}".strip() if area else "")


@read_once
def _areas_of(unit_code: str) -> dict[Area, DifficultyArea]:
    """The rows of the table about one commune."""
    return {as_area(row): row for row in area_rows().filter(unit_code=unit_code)}
