"""The mass review of a province with 100,000 allowances, prepared and applied, against floors of one run.

The floor of each part writes the very rows it wrote, into the same tables under the same constraints and
triggers, by a bare INSERT ... SELECT from a copy: nothing computed. `python -m benchmarks bench_reviews`
measures this alone. Preparing and applying together are to take no more than 30 s.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

ALLOWANCES = 100_000
AT = dt.datetime(2026, 11, 16, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PREPARED = ("entitlements_massreviewline",)
APPLIED = ("entitlements_entitlementlevel", "audit_entry")

# Everyone made up: ages and groups spread over the law, every fourth birth known by its year only.
PEOPLE = """
INSERT INTO beneficiaries_person (office_id, code, name, search_name, sort_key, sex, born_on, born_latest_on,
    born_precision, id_number, ethnicity, hamlet, address, phone, household_relation, death_document)
SELECT offices.ids[1 + n %% cardinality(offices.ids)], 'B-' || n, 'Người ' || n, 'nguoi ' || n,
       lpad(n::text, 6, '0'), 'F', CASE WHEN n %% 4 = 0 THEN date_trunc('year', day)::date ELSE day END,
       CASE WHEN n %% 4 = 0 THEN (date_trunc('year', day) + interval '1 year - 1 day')::date ELSE day END,
       CASE WHEN n %% 4 = 0 THEN 'year' ELSE 'day' END, '', '', 'Thôn ' || n %% 7, '', '', '', ''
  FROM generate_series(1, %(count)s) AS n
 CROSS JOIN LATERAL (SELECT CASE n %% 5
           WHEN 0 THEN date '1931-01-01' + n * 7 %% 16000 WHEN 1 THEN date '2011-01-01' + n * 11 %% 5500
           ELSE date '1940-01-01' + n * 13 %% 27000 END AS day) born
 CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM offices_office WHERE kind = 'commune') offices
"""
ENTITLEMENTS = """
INSERT INTO entitlements_entitlement
       (person_id, group_id, slot, units, start_month, end_reason, decision_number, decision_on, source)
SELECT p.id, g.key, g.slot, CASE WHEN g.slot = 'single_parent' THEN 2 ELSE 1 END, date '2025-01-01', '',
       '1/QĐ-UBND', date '2024-12-20', 'import'
  FROM beneficiaries_person p
  JOIN policy_group g ON g.key = (ARRAY[
       'elderly_poor', 'child_no_care', 'disability_severe', 'disability_extreme', 'pension_75',
       'single_parent', 'disability_severe', 'elderly_80'])[1 + substr(p.code, 3)::int %% 8]
 WHERE p.code LIKE 'B-%%'
"""


def measure(repeats: int = 2) -> dict[str, float]:
    """Best seconds of each part. Keeps nothing."""
    from django.db import connection, transaction

    figures: dict[str, list[float]] = {
        name: [] for name in ("prepare", "prepare_floor", "sign", "apply", "apply_floor")
    }
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(PEOPLE, {"count": ALLOWANCES})
            cursor.execute(ENTITLEMENTS, {})
        administrator, hands = _people()
        for _ in range(repeats):
            _round(administrator, hands, figures)
        transaction.set_rollback(True)
    return {name: min(seconds) for name, seconds in figures.items()}


def lines(figures: dict[str, float]) -> list[str]:
    """The figures as a table."""
    prepare, prepare_floor = figures["prepare"], figures["prepare_floor"]
    apply, apply_floor = figures["apply"], figures["apply_floor"]
    return [
        f"prepare 100,000 allowances, 96 communes  {prepare:6.2f} s",
        f"floor: INSERT ... SELECT of its lines    {prepare_floor:6.2f} s",
        f"prepare / floor                          {prepare / prepare_floor:6.1f} ×",
        f"submit and sign 96 reviews               {figures['sign']:6.2f} s",
        f"apply 96 decisions                       {apply:6.2f} s",
        f"floor: INSERT ... SELECT of its rows     {apply_floor:6.2f} s",
        f"apply / floor                            {apply / apply_floor:6.1f} ×",
        f"prepare and apply together               {prepare + apply:6.2f} s",
    ]


def _round(administrator, hands, figures: dict[str, list[float]]) -> None:
    from django.db import connection, transaction

    from entitlements import actions
    from entitlements.rules import Terms
    from offices.models import Office

    terms = Terms(dt.date(2026, 7, 1), dt.date(2026, 11, 1), dt.date(2026, 10, 4), dt.date(2026, 10, 5))
    communes = list(Office.objects.filter(kind="commune"))
    with transaction.atomic():
        with _timed(figures["prepare"]):
            reviews = actions.prepare_reviews(offices=communes, terms=terms, by=administrator, at=AT)
            _check_keys(connection)
        _floor(PREPARED, dict.fromkeys(PREPARED, 0), figures["prepare_floor"])
        with _timed(figures["sign"]):
            signed = []
            for review in reviews:
                approver, chair = hands[review.office_id]
                review = actions.submit_review(review=review, version=review.version, by=approver, at=AT)
                signed.append(actions.sign_review(review=review, version=review.version, by=chair, at=AT))
        before = {table: _last(table) for table in APPLIED}
        with _timed(figures["apply"]):
            for review in signed:
                actions.apply_review(review=review, version=review.version, by=administrator, at=AT)
            _check_keys(connection)
        _floor(APPLIED, before, figures["apply_floor"])
        transaction.set_rollback(True)


def _people():
    """An administrator of the province; an approver and a chair for each commune."""
    from offices.models import Office

    hands = {
        office.pk: (_actor("department_approver", office), _actor("commune_chair", office))
        for office in Office.objects.filter(kind="commune")
    }
    return _actor("administrator", Office.objects.get(kind="province")), hands


def _actor(role: str, office):
    from offices.models import Assignment, User
    from offices.queries import actor_of

    user, _made = User.objects.get_or_create(
        username=f"bench.{role}.{office.code}", defaults={"full_name": role}
    )
    assignment, _made = Assignment.objects.get_or_create(
        user=user, office=office, role=role, valid_from=dt.date(2020, 1, 1)
    )
    return actor_of(assignment)


def _floor(tables, after: dict[str, int], seconds: list[float]) -> None:
    """Write the rows that came after an id once more, from copies under other ids, and undo it.

    What must be unique makes room: lines are taken away first, levels are put a century later.
    """
    from django.db import connection, transaction

    apart = {
        "entitlements_massreviewline": "position = position",
        "entitlements_entitlementlevel": "from_month = from_month + interval '100 years'",
        "audit_entry": "reason = reason",
    }
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"CREATE TEMPORARY TABLE kept_{table} ON COMMIT DROP AS SELECT * FROM {table} WHERE id > %s",
                [after[table]],
            )
            cursor.execute(f"UPDATE kept_{table} SET id = id + 10000000, {apart[table]}")
        if tables == PREPARED:  # not signed yet: the lines themselves make room
            cursor.execute(f"DELETE FROM {PREPARED[0]}")
            _check_keys(connection)
        with _timed(seconds):
            for table in tables:
                cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{table} ORDER BY id")
            _check_keys(connection)
        transaction.set_rollback(True)


def _last(table: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
        return cursor.fetchone()[0]


def _check_keys(connection) -> None:
    """Foreign keys are checked at commit; here, within what is measured."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def _timed(seconds: list[float]) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    seconds.append(time.perf_counter() - begun)
