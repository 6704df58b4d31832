"""Every procedure in each regime, by the day a file was received."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from policy.enums import DecidedBy, Mark, ProcedureKey, Regime
from policy.law import NotInForce, packaged_law
from policy.procedures import packaged_procedures, procedure_on, read_procedures

P, D = ProcedureKey, DecidedBy
R1, R2, R3 = dt.date(2025, 6, 30), dt.date(2026, 10, 4), dt.date(2026, 10, 5)

# article: (procedure, received on, working days, posting days, who decides)
LIMITS = {
    "20/2021 8(1)": (P.MONTHLY_ASSISTANCE, R1, 20, 2, D.DISTRICT_CHAIR),
    "147/2025 5-10": (P.MONTHLY_ASSISTANCE, R2, 10, 2, D.COMMUNE_CHAIR),
    "335/2026 7-8": (P.MONTHLY_ASSISTANCE, R3, 7, 0, D.COMMUNE_CHAIR),
    "176/2025": (P.SOCIAL_PENSION, R2, 10, 2, D.COMMUNE_CHAIR),
    "335/2026 31": (P.SOCIAL_PENSION, R3, 7, 0, D.COMMUNE_CHAIR),
    "20/2021 7(2), 8(1)": (P.CARE_SUPPORT, R1, 20, 2, D.DISTRICT_CHAIR),
    "335/2026 7-8, 18": (P.CARE_SUPPORT, R3, 7, 0, D.COMMUNE_CHAIR),
    "20/2021 8(4)": (P.RESIDENCE_CHANGE, R1, 8, 0, D.DISTRICT_CHAIR),
    "335/2026 8-9": (P.RESIDENCE_CHANGE, R3, 7, 0, D.COMMUNE_CHAIR),
    "20/2021 11": (P.FUNERAL, R1, 5, 0, D.DISTRICT_CHAIR),
    "335/2026 11": (P.FUNERAL, R3, 3, 0, D.COMMUNE_CHAIR),
    "20/2021 12": (P.EMERGENCY, R1, 2, 0, D.COMMUNE_CHAIR),
    "20/2021 21": (P.EMERGENCY_CARE, R1, 5, 0, D.DISTRICT_CHAIR),
    "20/2021 27-28(1)": (P.FACILITY_ADMISSION, R1, 27, 7, D.FACILITY_HEAD),
    "335/2026 24": (P.FACILITY_ADMISSION, R3, 5, 0, D.FACILITY_HEAD),
    "20/2021 28(2)": (P.FACILITY_EMERGENCY, R1, 10, 0, D.FACILITY_HEAD),
    "20/2021 30": (P.FACILITY_LEAVING, R1, 7, 0, D.FACILITY_HEAD),
    "01/2019 5-6 R1": (P.DISABILITY_DEGREE, R1, 25, 5, D.COUNCIL),
    "01/2019 5-6 R3": (P.DISABILITY_DEGREE, R3, 25, 5, D.COUNCIL),
    "01/2019 8-9": (P.DISABILITY_CERTIFICATE, R3, 5, 0, D.COMMUNE_CHAIR),
    "20/2021 8(1)(b)": (P.COMPLAINT, R1, 10, 0, D.COMMUNE_CHAIR),
}


@pytest.mark.parametrize("article", LIMITS)
def test_procedure_has_the_limits_of_its_article(article: str) -> None:
    key, received_on, working_days, posting_days, decided_by = LIMITS[article]
    found = procedure_on(key, received_on)
    assert (found.working_days, found.posting_days, found.decided_by) == (
        working_days,
        posting_days,
        decided_by,
    )


def test_general_complaint_counts_calendar_days() -> None:
    found = procedure_on(P.COMPLAINT, R3)
    assert (found.working_days, found.calendar_days, found.mark) == (None, 30, Mark.RECALLED)


@pytest.mark.parametrize(
    ("received_on", "regime"),
    [
        (dt.date(2025, 6, 30), Regime.R1),
        (dt.date(2025, 7, 1), Regime.R2),
        (dt.date(2026, 10, 4), Regime.R2),
        (dt.date(2026, 10, 5), Regime.R3),
    ],
)
@pytest.mark.parametrize("key", [key for key in P if key != P.SOCIAL_PENSION])
def test_day_of_receipt_chooses_the_regime(key: ProcedureKey, received_on: dt.date, regime: Regime) -> None:
    assert procedure_on(key, received_on).regime == regime


def test_social_pension_begins_with_its_decree() -> None:
    with pytest.raises(NotInForce):
        procedure_on(P.SOCIAL_PENSION, dt.date(2025, 6, 30))
    assert procedure_on(P.SOCIAL_PENSION, dt.date(2025, 7, 1)).regime == Regime.R2


def test_monthly_assistance_agrees_with_the_regime_of_its_day() -> None:
    law = packaged_law()
    assert {
        regime.key: (regime.working_days, regime.posting_days, regime.decided_by) for regime in law.regimes
    } == {
        found.regime: (found.working_days, found.posting_days, found.decided_by)
        for found in packaged_procedures().values()
        if found.key == P.MONTHLY_ASSISTANCE
    }


def test_every_procedure_names_an_instrument_on_file() -> None:
    known = {instrument.id for instrument in packaged_law().instruments}
    assert {row.instrument for row in packaged_procedures().values()} - known == set()


def test_every_procedure_asks_for_papers_once_each_and_for_one_at_least() -> None:
    odd = []
    for row in packaged_procedures().values():
        keys = [paper.key for paper in row.papers]
        if len(set(keys)) != len(keys) or not any(paper.needed for paper in row.papers):
            odd.append((row.key, row.regime))
    assert odd == []


def test_older_files_post_their_result_and_never_health() -> None:
    posted = {
        row.posted_vi
        for row in packaged_procedures().values()
        if row.key in {P.MONTHLY_ASSISTANCE, P.CARE_SUPPORT, P.FACILITY_ADMISSION} and row.posting_days
    }
    assert posted == {"Kết quả xét duyệt, trừ thông tin về HIV/AIDS"}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[[procedures]]", "unknown tables"),
        ('[[procedure]]\nkey = "dance"\nregimes = ["R1"]', "dance"),
    ],
)
def test_file_with_a_word_not_known_is_refused(tmp_path: Path, text: str, error: str) -> None:
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(ValueError, match=error):
        read_procedures(tmp_path)


def test_procedure_defined_twice_is_refused(tmp_path: Path) -> None:
    text = (
        '[[procedure]]\nkey = "funeral"\nregimes = ["R1", "R1"]\nname_vi = "x"\nform = ""\n'
        'decided_by = "council"\ninstrument = "x"\narticle = ""\nmark = "sourced"\nsteps = []\npapers = []\n'
    )
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(ValueError, match="twice"):
        read_procedures(tmp_path)
