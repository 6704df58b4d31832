"""What is recorded of a person, and what the record itself shows to be doubtful. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from beneficiaries.identity import check_id_number
from beneficiaries.names import fold, sort_key, tidy_name
from policy.facts import Facts, PartialDate

DUPLICATE_PERSON = "duplicate_person"
# Lengths of numbers that tell two people apart: the identification number and the old identity card.
TELLING_LENGTHS = (12, 9)
# As much as decides the place in a list; of a name of accents alone it is shorter than the whole.
SORT_KEY_LENGTH = 400


@dataclass(frozen=True)
class PersonData:
    """A person as typed by an officer or read from a list; "" and None are not known."""

    name: str
    sex: str = ""
    born: PartialDate | None = None
    id_number: str = ""
    ethnicity: str = ""
    hamlet: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class PersonColumns:
    """The same as stored: with search form, place in a list, birth days and clean number."""

    name: str
    search_name: str
    sort_key: str
    sex: str
    born_on: date | None
    born_latest_on: date | None
    born_precision: str
    id_number: str
    ethnicity: str
    hamlet: str
    address: str
    phone: str


def columns_of(data: PersonData) -> PersonColumns:
    """What is stored for a person. The name stays as written, tidied."""
    name = tidy_name(data.name)
    return PersonColumns(
        name=name,
        search_name=fold(name),
        sort_key=sort_key(name)[:SORT_KEY_LENGTH],
        sex=data.sex,
        born_on=data.born.earliest if data.born else None,
        born_latest_on=data.born.latest if data.born else None,
        born_precision=data.born.precision if data.born else "day",
        id_number=check_id_number(data.id_number, data.born, data.sex or None).number,
        ethnicity=data.ethnicity,
        hamlet=tidy_name(data.hamlet),
        address=tidy_name(data.address),
        phone=tidy_name(data.phone),
    )


def identity_findings(id_number: str, born: PartialDate | None, sex: str) -> tuple[str, ...]:
    """Codes of what an officer should look at: the number, and a birth date known only in part."""
    found = [str(code) for code in check_id_number(id_number, born, sex or None).findings]
    if born is None:
        found.append("dob_missing")
    elif born.precision != "day":
        found.append("dob_year_only" if born.precision == "year" else "dob_month_year")
    return tuple(found)


def tells_apart(id_number: str) -> bool:
    """Whether a number is long enough to say that two records are one person, or two."""
    return len(id_number) in TELLING_LENGTHS


def masked(id_number: str) -> str:
    """A number as lists show it: the last four digits only."""
    return "•" * max(0, len(id_number) - 4) + id_number[-4:]


@dataclass(frozen=True)
class YearResult:
    """The poverty status of a household as a yearly review found it; `seen` is what the form showed."""

    household_id: int
    status: str
    certificate_number: str = ""
    seen: str | None = None


@dataclass(frozen=True)
class Doubt:
    """Something about a person for an officer to look at, with where it was seen."""

    code: str
    data: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Newcomer:
    """A person taken over from a list, with all the list says about them."""

    office_id: int
    data: PersonData
    account_number: str = ""
    bank: str = ""
    collector: str = ""
    facts: Facts | None = None
    doubts: tuple[Doubt, ...] = ()
    source: str = ""
    died_on: date | None = None
