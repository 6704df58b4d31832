"""The yearly review of poverty, household by household."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import ngettext

from beneficiaries import forms
from beneficiaries.names import proper_case
from beneficiaries.queries import household_hamlets, households_of, without_household
from offices.actors import Actor
from policy.enums import PovertyStatus
from policy.labels import label
from policy.queries import current_law

HOUSEHOLDS_A_PAGE = 50


def poverty_page(actor: Actor, query: Mapping[str, str], posted: Any, today: dt.date) -> dict[str, Any]:
    """Template context: the households of a page of a hamlet, and who lacks the year."""
    chosen = forms.YearFilterForm(query, hamlets=household_hamlets(actor))
    chosen.is_valid()
    told = chosen.cleaned_data
    year = told.get("year") or today.year
    rows = households_of(actor, year, hamlet=told.get("hamlet", ""), lacking=told.get("lacking", False))
    if posted:
        # What was shown, whatever the filter would show by now.
        shown = [int(pk) for pk in posted.getlist("household") if pk.isdecimal()]
        rows = households_of(actor, year).filter(pk__in=shown)
    page = Paginator(rows, HOUSEHOLDS_A_PAGE).get_page(1 if posted else query.get("page"))
    lacking = households_of(actor, year, lacking=True)
    homeless = without_household(actor, _groups_by_poverty(today))
    return {
        "filter": chosen,
        "year": year,
        "page": page,
        "households": list(page),
        "lacking": lacking.count(),
        "without_household": [(row.pk, proper_case(row.name), row.hamlet) for row in homeless[:20]],
        "without_household_count": homeless.count(),
    }


def poverty_rows(form: forms.PovertyYearForm, year: int) -> list[dict[str, Any]]:
    """A line for each household: who lives there, last year's status, the fields of this year."""
    lines = []
    for household in form.households:
        years = {row.year: row for row in household.years}  # type: ignore[attr-defined]  # by households_of
        last = years.get(year - 1)
        members = household.people  # type: ignore[attr-defined]
        lines.append(
            {
                "pk": household.pk,
                "code": household.code,
                "hamlet": household.hamlet,
                "members": ", ".join(proper_case(member.name) for member in members),
                "last": label(PovertyStatus(last.status)) if last else "",
                "known": year in years,
                "status": form[f"status_{household.pk}"],
                "number": form[f"number_{household.pk}"],
                "seen": form[f"seen_{household.pk}"],
            }
        )
    return lines


def poverty_saved(count: int, year: int) -> str:
    words = {"count": count, "year": year}
    return (
        ngettext(
            "Results of %(year)s recorded: %(count)s household changed.",
            "Results of %(year)s recorded: %(count)s households changed.",
            count,
        )
        % words
    )


def _groups_by_poverty(today: dt.date) -> list[str]:
    return [group.key for group in current_law().groups_on(today) if group.poverty]
