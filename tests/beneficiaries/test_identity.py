"""The identification number against birth date and sex."""

from __future__ import annotations

from typing import Any

import pytest

from beneficiaries.identity import PROVINCES, birth_year_of, check_id_number, sex_of
from policy.facts import PartialDate

TABLE: list[tuple[Any, str, str, str, tuple[str, ...], tuple[str, ...]]] = [
    # raw, born, sex, number, repairs, findings
    ("051148530333", "1948", "F", "051148530333", (), ()),
    ("051 148 639 323", "25/04/1948", "F", "051148639323", ("id_spaces",), ()),
    ("051.148.639.323", "25/04/1948", "F", "051148639323", ("id_spaces",), ()),
    (51041647394.0, "13/03/1941", "M", "051041647394", ("id_number_lost_leading_zero",), ()),
    (51041647394, "13/03/1941", "M", "051041647394", ("id_number_lost_leading_zero",), ()),
    ("79039467359", "24/06/1939", "M", "079039467359", ("id_number_lost_leading_zero",), ()),
    (1085012345.0, "1985", "M", "001085012345", ("id_number_lost_leading_zero",), ()),
    (1085012345.0, "1984", "M", "1085012345", (), ("id_bad_length",)),
    (1085012345.0, "", "", "1085012345", (), ("id_bad_length",)),
    ("99039467359", "24/06/1939", "M", "99039467359", (), ("id_bad_length",)),  # 099 is no province
    ("04813857421", "03/05/1938", "F", "04813857421", (), ("id_bad_length",)),
    ("212046533", "12/12/1927", "F", "212046533", (), ("id_old_9_digits",)),
    (212046533.0, "12/12/1927", "F", "212046533", (), ("id_old_9_digits",)),
    ("", "1940", "F", "", (), ("id_missing",)),
    (None, "1940", "F", "", (), ("id_missing",)),
    ("chưa có", "1940", "F", "", (), ("id_missing",)),
    ("-", "1940", "F", "", (), ("id_missing",)),
    ("05114853O333", "1948", "F", "", (), ("id_bad_length",)),
    ("051137236470", "17/07/1934", "F", "051137236470", (), ("id_birth_year_disagrees",)),
    ("051133781918", "11/08/1933", "M", "051133781918", (), ("id_sex_disagrees",)),
    ("051133781918", "1929", "M", "051133781918", (), ("id_birth_year_disagrees", "id_sex_disagrees")),
    ("051226182094", "03/03/2026", "M", "051226182094", (), ()),
    ("051133781918", "", "", "051133781918", (), ()),
    ("'051148530333", "1948", "F", "051148530333", (), ()),
]


@pytest.mark.parametrize(("raw", "born", "sex", "number", "repairs", "findings"), TABLE)
def test_check_id_number(
    raw: Any, born: str, sex: str, number: str, repairs: tuple[str, ...], findings: tuple[str, ...]
) -> None:
    check = check_id_number(raw, PartialDate.parse(born) if born else None, sex or None)
    assert (check.number, check.repairs, check.findings) == (number, repairs, findings)


def test_number_carries_century_and_sex() -> None:
    assert [(birth_year_of(f"051{g}26000000"), sex_of(f"051{g}26000000")) for g in range(4)] == [
        (1926, "M"),
        (1926, "F"),
        (2026, "M"),
        (2026, "F"),
    ]


def test_provinces_are_the_63_of_birth_registration() -> None:
    assert len(PROVINCES) == 63
    assert {"051", "062", "001", "096"} - PROVINCES == set()
