"""Home, foreseen changes and what-ifs in words and figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.models import Person
from cases.change_presenters import offered_changes
from cases.life_presenters import prompt_row
from cases.prompting import prompts_waiting
from cases.queries import my_queue
from entitlements.foreseen import ForeseenRow
from entitlements.presenters import Allowance
from entitlements.queries import reviews_waiting
from offices.actors import Actor
from offices.roles import Permission
from payments.queries import month_state
from policy.causes import Cause
from policy.enums import RateKind
from policy.labels import fact_label, group_label, label
from policy.law import Law
from policy.life_labels import cause_sentence
from policy.presenters import coefficient_text, explain
from policy.rules.foreseen import ForeseenKind
from reports.labels import CHANGE_KINDS, band_label, sex_label
from reports.queries import changes_ahead, offices_counted, whatif_outcome
from reports.rules.whatif import Hypothesis, Line, known_for
from ui.formats import month as month_words
from ui.formats import vnd

SHOWN = 20
PROMPTS_SHOWN = 5
SOON = dt.timedelta(days=2)
# The drawing's own measures: a bar of full length, the height of one pair of bars.
BAR_LENGTH = 470
PAIR_HEIGHT = 64
BARS = 12

K = TypeVar("K")


def home_page(actor: Actor, *, today: dt.date) -> dict[str, Any]:
    """What waits for this person, the month's payment, and the changes ahead."""
    queue, prompts = my_queue(actor), prompts_waiting(actor)
    cases = reverse("case_list")
    page: dict[str, Any] = {
        "today": today,
        "shows_cases": actor.may(Permission.CASE_VIEW),
        "can_register": actor.may(Permission.CASE_REGISTER),
        "can_import": actor.may(Permission.CASELOAD_IMPORT),
        "queue": queue[:SHOWN],
        "queue_count": queue.count(),
        "overdue_count": queue.filter(due_on__lt=today).count(),
        "soon_count": queue.filter(due_on__range=(today, today + SOON)).count(),
        "waiting_url": f"{cases}?mine=on",
        "overdue_url": f"{cases}?mine=on&due=overdue",
        "soon_url": f"{cases}?mine=on&due=soon",
        "reviews": reviews_waiting(actor),
        "prompt_count": prompts.count(),
        "prompts": [prompt_row(prompt, actor) for prompt in prompts[:PROMPTS_SHOWN]],
        "month": month_state(actor),
        "changes": changes_ahead(actor, today=today) if actor.may(Permission.PERSON_EDIT) else [],
    }
    return page


# The page of a person


def with_changes(allowances: Iterable[Allowance], person: Person, actor: Actor) -> list[Allowance]:
    """Allowances with the changes this person may open of each."""
    return [replace(row, changes=offered_changes(row, person, actor)) for row in allowances]


# Foreseen changes


def change_rows(rows: Iterable[ForeseenRow]) -> list[dict[str, Any]]:
    """Foreseen changes as the list shows them."""
    shown = []
    for row in rows:
        change, person = row.change, row.entitlement.person
        words, tone = CHANGE_KINDS[change.kind]
        shown.append(
            {
                "month": change.month,
                "person": person,
                "group": group_label(row.entitlement.group_id),
                "kind": words,
                "tone": tone,
                "changes": change.kind != ForeseenKind.DECISION,
                "before": change.before.amount,
                "after": change.amount_after,
                "age": change.age,
                "cause": label(change.cause),
                "sentence": cause_sentence(change.cause),
                "article": change.article,
                "case": label(change.case) if change.case else "",
                "decides": change.decides,
                "needs": [fact_label(name) for name in change.needs],
                "why": _why(row),
            }
        )
    return shown


def _why(row: ForeseenRow) -> list[str]:
    """The sum before and after, each with its articles; a recorded end by its last month."""
    change = row.change
    if change.cause == Cause.RECORDED_END and row.entitlement.end_month:
        words = _("The end is recorded: the last month paid is %(month)s.")
        return [words % {"month": month_words(row.entitlement.end_month)}, *explain(change.before)]
    if change.kind == ForeseenKind.SUSPENDED:
        return [_("The suspension is recorded: nothing is paid until it is lifted."), *explain(change.before)]
    if change.after is change.before or change.kind == ForeseenKind.DECISION:
        return explain(change.before)
    return [*explain(change.before), *explain(change.after)]


# What-if


@dataclass(frozen=True)
class Table:
    """One breakdown of a what-if: what a row is, and the rows by name."""

    title: str
    head: str
    rows: list[tuple[str, Line]]


@dataclass(frozen=True)
class WhatIfResult:
    """A what-if in words: figures compared, warnings, the whole and its breakdowns."""

    from_month: dt.date
    last_month: dt.date
    figures: list[tuple[str, str, str]]
    warnings: list[str]
    total: Line
    tables: list[Table]
    place: str


@dataclass(frozen=True)
class Bar:
    """A pair of bars: what it is about, amounts and lengths now and then, and where it is drawn."""

    label: str
    now: int
    then: int
    now_length: int
    then_length: int
    y: int

    @property
    def now_end(self) -> int:
        return self.now_length + 8

    @property
    def then_end(self) -> int:
        return self.then_length + 8


def whatif_page(hypothesis: Hypothesis, actor: Actor, *, law: Law, today: dt.date) -> dict[str, Any]:
    """A what-if as its page shows it: tables and a drawing of each of the larger ones."""
    result = whatif_result(hypothesis, actor, law=law, today=today)
    parts = [
        (table, [(name, figures_of(line)) for name, line in table.rows], bars_of(table))
        for table in result.tables
    ]
    return {
        "result": result,
        "total": result.total,
        "parts": parts,
        "heads": columns(),
        "sums": figures_of(result.total),
        "assumption": assumption(),
        "chart_width": BAR_LENGTH + 170,
    }


def bars_of(table: Table) -> dict[str, Any]:
    """The drawing of a table's largest rows by the cost of the first month; nothing for a single row."""
    rows = sorted(table.rows, key=lambda row: -max(row[1].month_now, row[1].month_then))[:BARS]
    longest = max((max(line.month_now, line.month_then) for _name, line in rows), default=0)
    if len(rows) < 2 or not longest:
        return {}
    bars = [
        Bar(
            name,
            line.month_now,
            line.month_then,
            line.month_now * BAR_LENGTH // longest,
            line.month_then * BAR_LENGTH // longest,
            index * PAIR_HEIGHT,
        )
        for index, (name, line) in enumerate(rows)
    ]
    return {"bars": bars, "height": len(bars) * PAIR_HEIGHT, "cut": len(table.rows) > BARS}


def whatif_result(hypothesis: Hypothesis, actor: Actor, *, law: Law, today: dt.date) -> WhatIfResult:
    """A what-if over the offices the actor may count."""
    names = {office.pk: office.name for office in offices_counted(actor)}
    outcome = whatif_outcome(hypothesis, offices=list(names), law=law, today=today)
    tables = [
        Table(_("By commune"), _("Commune"), _named(outcome.by_office, names)),
        Table(
            _("By group"),
            _("Group"),
            _named(outcome.by_group, {key: group_label(key) for key in outcome.by_group}),
        ),
        Table(_("By sex"), _("Sex"), _named(outcome.by_sex, {key: sex_label(key) for key in outcome.by_sex})),
    ]
    figures, warnings = _figures(hypothesis, law, today)
    return WhatIfResult(
        from_month=hypothesis.from_month,
        last_month=hypothesis.months[-1],
        figures=figures,
        warnings=warnings,
        total=outcome.total,
        tables=tables,
        place=actor.office_name,
    )


def _named(lines: Mapping[K, Line], names: Mapping[K, str]) -> list[tuple[str, Line]]:
    """Lines that cost something, in the order of their names."""
    return [(name, lines[key]) for key, name in names.items() if key in lines and lines[key].counts]


def _figures(
    hypothesis: Hypothesis, law: Law, today: dt.date
) -> tuple[list[tuple[str, str, str]], list[str]]:
    """(what, now with its article, then) of each figure changed, and what a reader should know about them."""
    month = hypothesis.from_month
    known_on = known_for(month, today)
    figures, warnings = [], []
    for kind, amount in hypothesis.rates.items():
        rate = law.rate(kind, month, known_on, settings.PROVINCE_CODE)
        now = f"{vnd(rate.amount)} ({law.cite(rate.article, rate.instrument)})" if rate else "–"
        figures.append((label(RateKind(kind)), now, vnd(amount)))
        other = law.rate(kind, month, known_on) if hypothesis.province else rate
        if other and amount < other.amount and (hypothesis.province or other.province):
            warnings.append(
                _("%(what)s: the greater of the national and provincial rates counts, so %(amount)s stays.")
                % {"what": label(RateKind(kind)), "amount": vnd(other.amount)}
            )
    if hypothesis.band is not None and hypothesis.coefficient is not None:
        band = hypothesis.band
        figures.append(
            (band_label(band, law), coefficient_text(band.value), coefficient_text(hypothesis.coefficient))
        )
    return figures, warnings


def columns() -> list[str]:
    """The heads of the figures, in the order of `figures_of`."""
    return [
        _("First month now"),
        _("First month then"),
        _("Difference a month"),
        _("Twelve months now"),
        _("Twelve months then"),
        _("Difference in twelve months"),
        _("People with more"),
        _("People with less"),
        _("People unchanged"),
    ]


def figures_of(line: Line) -> list[int]:
    """The figures of a row."""
    return [
        line.month_now,
        line.month_then,
        line.month_change,
        line.year_now,
        line.year_then,
        line.year_change,
        line.up,
        line.down,
        line.same,
    ]


def assumption() -> str:
    """What a what-if takes as given."""
    return _(
        "Amounts in đồng. Counted are the people on record today with the ends and ages foreseen; nobody "
        "joins, dies or changes group. A person with two allowances is one person in the total and one in "
        "each group. This is a calculation, not the law."
    )
