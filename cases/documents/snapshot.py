"""A paper as given out: plain values, frozen, kept as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from cases.models import Case
from policy.enums import HEALTH_GROUPS
from policy.law import Law
from ui.pdf.paper import NationalHeader, Signature, Signing, signed_by

# Whoever reads a paper must not learn of the condition: these groups are named by their clause alone.
UNNAMED_GROUPS = HEALTH_GROUPS

_UNIT_KINDS = ("Đặc khu", "Phường", "Xã")
PROGRAMMES = {
    "monthly_assistance": "trợ cấp xã hội hằng tháng",
    "social_pension": "trợ cấp hưu trí xã hội hằng tháng",
}


@dataclass(frozen=True)
class Snapshot:
    """Base of the papers: values are text, numbers, yes or no, tuples of text; dates are ISO text."""

    def to_json(self) -> dict[str, Any]:
        """Plain values; tuples become lists in JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote. Raises TypeError for a name this paper does not have."""
        known = {field.name for field in fields(cls)}
        if strange := set(data) - known:
            raise TypeError(f"{cls.__name__} has no {', '.join(sorted(strange))}")
        return cls(**{name: _frozen(value) for name, value in data.items()})


def place_of(office_name: str) -> str:
    """The place name at the head of a paper: "Sơn Hà" of "Xã Sơn Hà". Decree 30/2020/ND-CP."""
    for kind in _UNIT_KINDS:
        if office_name.startswith(f"{kind} "):
            return office_name.removeprefix(f"{kind} ")
    return office_name


def desk_header(office_name: str, place: str, day: dt.date, number: str) -> NationalHeader:
    """Head of a paper of the commune's one-stop desk. Decree 118/2025/ND-CP, Article 7(3)."""
    return NationalHeader(
        superior=f"Ủy ban nhân dân {office_name}",
        issuer=("TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG"),
        place=place,
        date=day,
        number=number,
    )


def group_words(case: Case, law: Law, on: dt.date) -> tuple[str, str]:
    """(name, citation) of a case's group for a paper; the name is "" when it must not be read."""
    return words_of_group(str(case.group_id), law, on)


def words_of_group(key: str, law: Law, on: dt.date) -> tuple[str, str]:
    """(name, citation) of a group for a paper, as `group_words`."""
    group = law.group(key, on)
    if group is None:
        return "", ""
    name = "" if group.key in UNNAMED_GROUPS else group.name_vi
    return name, law.citation(group.key, on)


def signed_by_chair(name: str, power: str, title: str) -> Signature:
    """The chair's block, or a deputy's: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH. Decree 30/2020/ND-CP, Article 13."""
    if not power:
        return signed_by("CHỦ TỊCH", name)
    return signed_by(title, name, power=Signing(power))


def in_sentence(words: str) -> str:
    """A name whose kind is written small inside a sentence: "xã Sơn Hà"."""
    return words[:1].lower() + words[1:]


def residence_of(case: Case) -> str:
    """Hamlet or address and commune on one line."""
    person = case.person
    parts = [person.address, person.hamlet, in_sentence(case.office.name)]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
