"""Database fixtures: the owner makes and migrates, tests run as the application (tests/conftest.py).

A test that passes here holds the rights it needs in production: what the application's role may
not do fails in the tests too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from psycopg import sql
from pytest_django import DjangoDbBlocker

# Loaded once and left in place between tests that commit.
REFERENCE_TABLES = {
    "auth_permission",
    "django_content_type",
    "django_migrations",
    "offices_adminunit",
    "offices_adminunitsuccession",
    "offices_office",
}
REFERENCE_PREFIXES = ("policy_",)
WRITTEN_BY_PEOPLE = {
    "policy_difficultyarea",
    "policy_lawchange",
    "policy_regimelimit",
    "policy_verification",
    "policy_withdrawal",
}
REFERENCE_COMMANDS = ("load_units", "load_law")


@pytest.fixture(scope="session")
def database_server() -> Iterator[None]:
    """The database server, started when it is ours and not running."""
    from config.database import available

    with available():
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    database_server: None, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Name the test database after the worker and after TEST_DB_SUFFIX, so that two runs do not meet."""
    from django.conf import settings

    if suffix := os.environ.get("TEST_DB_SUFFIX"):
        owner = settings.DATABASES["owner"]
        name = owner["TEST"].get("NAME") or f"test_{owner['NAME']}"
        owner["TEST"]["NAME"] = f"{name}_{suffix}"


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Test database, made and migrated by the owner, with the reference data loaded by the application."""
    from django.core.management import call_command
    from django.db import connections
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        names = setup_databases(
            verbosity=0,
            interactive=False,
            serialized_aliases=(),
            keepdb=django_db_keepdb and not django_db_createdb,
        )
        for command in REFERENCE_COMMANDS:
            call_command(command, verbosity=0)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            connections.close_all()  # An open session of the application would keep the database.
            teardown_databases(names, verbosity=0)


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database in which commits are real, for tests of concurrency and of the browser.

    Afterwards every table but the reference ones is emptied. Use it alone or with `live_server`,
    never with `db`: a transaction of the test would hide what it wrote.
    """
    from django.db import connections

    with django_db_blocker.unblock():
        try:
            yield
        finally:
            connections.close_all()
            _empty_tables()


def _empty_tables() -> None:
    """Empty all tables but the reference ones, as their owner, past the triggers that forbid it."""
    import psycopg
    from django.db import connections

    parameters = connections["owner"].get_connection_params()
    for key in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(key, None)
    with psycopg.connect(**parameters) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in found if not _is_reference(name)]
        guards = connection.execute(
            "SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgtype & 32 > 0 AND tgenabled <> 'D'"  # 32: fires on TRUNCATE
        ).fetchall()
        for table, guard, _ in guards:
            connection.execute(_alter(table, "DISABLE", guard))
        if tables:
            names = sql.SQL(", ").join(map(sql.Identifier, tables))
            connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(names))
        for table, guard, enabled in guards:
            connection.execute(
                _alter(table, {"A": "ENABLE ALWAYS", "R": "ENABLE REPLICA"}.get(enabled, "ENABLE"), guard)
            )


def _alter(table: str, verb: str, trigger: str) -> sql.Composed:
    return sql.SQL("ALTER TABLE {} {} TRIGGER {}").format(
        sql.SQL(table), sql.SQL(verb), sql.Identifier(trigger)
    )


def _is_reference(table: str) -> bool:
    if table in WRITTEN_BY_PEOPLE:
        return False
    return table in REFERENCE_TABLES or table.startswith(REFERENCE_PREFIXES)
