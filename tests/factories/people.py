"""People on record and their allowances, each registered through the actions of an officer."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from beneficiaries import actions
from beneficiaries.models import Person
from beneficiaries.rules import PersonData
from entitlements.actions import grant
from entitlements.enums import Source
from entitlements.models import Entitlement
from offices.actors import Actor
from policy.facts import PartialDate
from tests.factories import offices

_numbers = count(1)


def data(
    name: str = "Nguyễn Thị Hoa", *, born: str | None = "12/06/1948", sex: str = "F", **fields: Any
) -> PersonData:
    """A person as typed."""
    return PersonData(
        name=name,
        sex=sex,
        born=PartialDate.parse(born) if born else None,
        **{"hamlet": "Thôn Cổ Lũy", "ethnicity": "01", **fields},
    )


def person(
    name: str = "Nguyễn Thị Hoa",
    *,
    born: str | None = "12/06/1948",
    sex: str = "F",
    code: str = offices.TINH_KHE,
    by: Actor | None = None,
    **fields: Any,
) -> Person:
    """A person registered by an officer of the commune."""
    officer = by or offices.actor("commune_officer", code=code)
    return actions.register_person(
        office=offices.office(officer.office_code), data=data(name, born=born, sex=sex, **fields), by=officer
    )


def entitlement(
    who: Person | None = None,
    *,
    group: str = "disability_severe",
    units: int = 1,
    start: str = "2025-01",
    by: Actor | None = None,
) -> Entitlement:
    """An allowance granted to a person by a numbered decision."""
    number = next(_numbers)
    year, month = (int(part) for part in start.split("-"))
    return grant(
        person=who or person(),
        group_key=group,
        units=units,
        start_month=dt.date(year, month, 1),
        decision_number=f"{number:02d}/QĐ-UBND",
        decision_on=dt.date(year, month, 1),
        source=Source.CASE,
        by=by or offices.actor("commune_chair"),
    )
