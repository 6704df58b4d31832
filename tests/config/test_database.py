"""Addresses, roles and rights of the database."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection
from psycopg import sql

from config.database import DatabaseSettingsError, Login, django_databases, logins

OWNER_URL = "postgresql://boss:s%40fe@db.example:6432/ansinh?sslmode=require"
APP_URL = "postgresql://clerk:pw@db.example:6432/ansinh"


def test_login_reads_every_part_of_an_address() -> None:
    assert Login.from_url(OWNER_URL) == Login(
        "boss", "s@fe", "db.example", "6432", "ansinh", (("sslmode", "require"),)
    )


def test_login_reads_socket_folder_from_options() -> None:
    assert Login.from_url("postgresql://boss@/ansinh?host=/run/pg&port=1") == Login(
        "boss", "", "/run/pg", "1", "ansinh"
    )


@pytest.mark.parametrize("url", ["mysql://boss@db/ansinh", "postgresql://db/ansinh", "postgresql://boss@db"])
def test_login_refuses_an_incomplete_address(url: str) -> None:
    with pytest.raises(DatabaseSettingsError, match="reads postgresql://user:password@host:port/database"):
        Login.from_url(url)


def test_login_shows_no_password() -> None:
    assert "s@fe" not in repr(Login.from_url(OWNER_URL))


def test_one_address_is_the_owners_and_the_application_gets_its_own_role(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", OWNER_URL)
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    monkeypatch.setenv("DATABASE_APP_PASSWORD", "app-pw")
    found = logins()
    assert (found.owner.user, found.app.user, found.app.password) == ("boss", "ansinh_app", "app-pw")
    assert (found.app.host, found.app.options) == (found.owner.host, found.owner.options)


def test_two_addresses_are_taken_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", APP_URL)
    monkeypatch.setenv("DATABASE_OWNER_URL", OWNER_URL)
    databases = django_databases()
    assert {alias: entry["USER"] for alias, entry in databases.items()} == {
        "default": "clerk",
        "owner": "boss",
    }
    assert databases["owner"]["OPTIONS"] == {"sslmode": "require"}


def test_one_role_for_both_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", OWNER_URL)
    monkeypatch.setenv("DATABASE_OWNER_URL", OWNER_URL)
    with pytest.raises(DatabaseSettingsError, match="both are boss"):
        logins()


def ask(question: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


@pytest.mark.django_db
def test_tests_run_as_the_application() -> None:
    assert ask("SELECT current_user") == [(logins().app.user,)]


@pytest.mark.django_db
def test_application_role_has_no_power() -> None:
    powers = "rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
    assert ask(f"SELECT {powers} FROM pg_roles WHERE rolname = current_user") == [(False,) * 5]


@pytest.mark.django_db
def test_application_role_owns_nothing() -> None:
    assert ask("SELECT relname FROM pg_class WHERE relowner = current_user::regrole") == []


@pytest.mark.django_db
def test_rights_differ_from_plain_use_on_three_tables_alone() -> None:
    kinds = "'DELETE', 'INSERT', 'REFERENCES', 'SELECT', 'TRIGGER', 'TRUNCATE', 'UPDATE'"
    rows = ask(
        f"SELECT tablename, string_agg(kind, ' ' ORDER BY kind) FROM pg_tables, unnest(ARRAY[{kinds}]) kind"
        " WHERE schemaname = 'public' AND has_table_privilege(format('public.%I', tablename), kind)"
        " GROUP BY tablename"
    )
    assert {table: rights for table, rights in rows if rights != "DELETE INSERT SELECT UPDATE"} == {
        "audit_entry": "INSERT SELECT",
        "django_migrations": "SELECT",
        "protection_logentry": "INSERT SELECT",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET reason = ''",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "UPDATE protection_logentry SET reason = ''",
        "DROP POLICY seen ON protection_childcase",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "DELETE FROM django_migrations",
        "CREATE TABLE more (id int)",
        "CREATE ROLE friend",
        "SET ROLE ansinh_owner",
    ],
)
def test_application_is_refused(statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        ask(statement)


def test_committed_rows_are_gone_after_the_test_and_reference_rows_stay(committed_db: None) -> None:
    from tests.database import _empty_tables

    tables = [name for (name,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    columns = (
        "event, actor_name, role, office_code, office_name, subject_type, subject_id, subject_label, reason"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO audit_entry ({columns}) VALUES ('test.done', '', '', '', '', '', '', '', '')"
        )
    _empty_tables()
    filled = {
        name
        for name in tables
        if ask(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(str(name))).as_string())
    }
    assert {"audit_entry"} & filled == set()
    assert {"offices_adminunit", "policy_rate", "django_migrations"} <= filled
