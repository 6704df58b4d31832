"""The two database roles: the owner migrates, the application serves (docs/adr/0001).

DATABASE_URL unset      the cluster of this checkout; both roles and the database are made in it
DATABASE_URL            owner's address; the application's role is made there, its address derived
... + DATABASE_OWNER_URL  DATABASE_URL is the application's, the other the owner's; both made by the DBA
DATABASE_APP_PASSWORD   password of the derived application role; else kept in var/app-password
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg
from psycopg import sql

from config import postgres

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

OWNER_ROLE = "ansinh_owner"
APP_ROLE = "ansinh_app"
DATABASE = "ansinh"
OWNER_RIGHTS = "LOGIN CREATEDB CREATEROLE NOSUPERUSER NOBYPASSRLS NOREPLICATION"
APP_RIGHTS = "LOGIN NOCREATEDB NOCREATEROLE NOSUPERUSER NOBYPASSRLS NOREPLICATION"
APPEND_ONLY_TABLES = ("audit_entry", "protection_logentry")
READ_ONLY_TABLES = ("django_migrations",)
PREPARE_LOCK = 5_402_026  # Advisory lock: two commands that start together prepare in turn.


class DatabaseSettingsError(ValueError):
    """The addresses or roles of the database are not what the product needs. The message says why."""


@dataclass(frozen=True)
class Login:
    """Where and as whom to connect."""

    user: str
    password: str = field(repr=False)
    host: str
    port: str
    database: str
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_url(cls, url: str) -> Login:
        """Read `postgresql://user:password@host:port/database?option=value`, host and port also as options.

        Raises DatabaseSettingsError.
        """
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query))
        host, port = options.pop("host", ""), options.pop("port", "")
        database = unquote(parts.path.lstrip("/"))
        if parts.scheme not in {"postgres", "postgresql", "pgsql"} or not parts.username or not database:
            raise DatabaseSettingsError(
                "A database address reads postgresql://user:password@host:port/database."
            )
        return cls(
            user=unquote(parts.username),
            password=unquote(parts.password or ""),
            host=host or unquote(parts.hostname or ""),
            port=port or str(parts.port or ""),
            database=database,
            options=tuple(sorted(options.items())),
        )

    def connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        """Open a connection in autocommit. Raises psycopg.OperationalError."""
        return psycopg.connect(
            host=self.host or None,
            port=self.port or None,
            dbname=self.database,
            user=self.user,
            password=self.password or None,
            autocommit=True,
            **dict(self.options),  # type: ignore[arg-type]  # libpq options by name
        )

    def django(self, **settings: Any) -> dict[str, Any]:
        """Entry of Django's DATABASES."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.database,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": self.port,
            "OPTIONS": dict(self.options),
            **settings,
        }


@dataclass(frozen=True)
class Logins:
    """The application's login and the owner's."""

    app: Login
    owner: Login


def is_embedded() -> bool:
    """Whether the database is the cluster of this checkout."""
    return not os.environ.get("DATABASE_URL")


@cache
def embedded_cluster() -> postgres.Cluster:
    """Cluster of this checkout: `test` under the test settings, so that tests never touch the data."""
    testing = os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".test")
    return postgres.named_cluster(os.environ.get("ANSINH_CLUSTER") or ("test" if testing else "main"))


def logins() -> Logins:
    """Resolve both logins from the environment. Raises DatabaseSettingsError."""
    url, owner_url = os.environ.get("DATABASE_URL", ""), os.environ.get("DATABASE_OWNER_URL", "")
    if not url:
        owner = Login(
            user=OWNER_ROLE,
            password=_kept_password("owner-password"),
            host=str(embedded_cluster().socket_dir),
            port=str(postgres.PORT),
            database=DATABASE,
        )
    else:
        owner = Login.from_url(owner_url or url)
    if url and owner_url:
        app = Login.from_url(url)
    else:
        password = os.environ.get("DATABASE_APP_PASSWORD") or _kept_password("app-password")
        app = replace(owner, user=APP_ROLE, password=password)
    if app.user == owner.user:
        raise DatabaseSettingsError(
            f"The application and the owner of the database must be two roles, and both are {app.user}."
        )
    return Logins(app=app, owner=owner)


def django_databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES: `default` is the application, `owner` migrates."""
    found = logins()
    return {
        "default": found.app.django(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True, TEST={"MIRROR": "owner"}),
        "owner": found.owner.django(TEST={"DEPENDENCIES": []}),
    }


@contextlib.contextmanager
def available(*, prepared: bool = True) -> Iterator[None]:
    """Have a database to work with: the embedded cluster runs for the time being, roles are in place.

    With `prepared=False` a database given by address is taken as it is. Raises PostgresError,
    DatabaseSettingsError.
    """
    with contextlib.ExitStack() as stack:
        if is_embedded():
            stack.enter_context(embedded_cluster().running())
        if prepared or is_embedded():
            prepare()
        yield


def prepare() -> None:
    """Make the roles and the database that are missing; change nothing that is right.

    Raises DatabaseSettingsError when a role cannot be made or could do more than it should.
    """
    if os.environ.get("DATABASE_URL") and os.environ.get("DATABASE_OWNER_URL"):
        return  # The DBA's work.
    found = logins()
    try:
        with _maker(found.owner) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", [PREPARE_LOCK])
            if is_embedded():
                _ensure_role(connection, found.owner, OWNER_RIGHTS)
            _ensure_role(connection, found.app, APP_RIGHTS)
            _ensure_database(connection, found)
        _refuse_powerful(found.app)
    except psycopg.errors.InsufficientPrivilege as error:
        raise DatabaseSettingsError(
            f"The role in DATABASE_URL may not make the role {found.app.user}, or set its password: give it "
            "CREATEROLE, or set DATABASE_OWNER_URL as well (docs/deployment.md)."
        ) from error
    except psycopg.OperationalError as error:
        raise DatabaseSettingsError(f"The database does not let us in: {error}") from error


def _maker(owner: Login) -> psycopg.Connection[tuple[Any, ...]]:
    """Connection that may make roles: the superuser's in our cluster, else the owner's."""
    elsewhere = replace(owner, database="postgres")
    if is_embedded():
        superuser = replace(elsewhere, user=postgres.SUPERUSER, password=embedded_cluster().password)
        return superuser.connect()
    try:
        return owner.connect()
    except psycopg.OperationalError:  # Perhaps the database is what is missing.
        return elsewhere.connect()


def _ensure_role(connection: psycopg.Connection[Any], login: Login, rights: str) -> None:
    """Make the role when it is missing; renew its password where the kept one does not open the door."""
    role, secret = sql.Identifier(login.user), _verifier(connection, login)
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login.user]).fetchone():
        connection.execute(sql.SQL("CREATE ROLE {} {} PASSWORD {}").format(role, sql.SQL(rights), secret))
        return
    try:
        replace(login, database="postgres").connect().close()
    except psycopg.OperationalError:
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, secret))


def _ensure_database(connection: psycopg.Connection[Any], found: Logins) -> None:
    name, app = sql.Identifier(found.owner.database), sql.Identifier(found.app.user)
    known = "SELECT 1 FROM pg_database WHERE datname = %s"
    if not connection.execute(known, [found.owner.database]).fetchone():
        owner = sql.Identifier(found.owner.user)
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, owner))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    may_connect = "SELECT has_database_privilege(%s, %s, 'CONNECT')"
    if connection.execute(may_connect, [found.app.user, found.owner.database]).fetchone() != (True,):
        connection.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(name, app))


def _verifier(connection: psycopg.Connection[Any], login: Login) -> sql.Literal:
    """What the server stores for the password, computed here so that no statement carries the password."""
    secret = connection.pgconn.encrypt_password(
        login.password.encode(), login.user.encode(), b"scram-sha-256"
    )
    return sql.Literal(secret.decode())


def _refuse_powerful(app: Login) -> None:
    with app.connect() as connection:
        powers = connection.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb"
            " FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    if powers != (False,):
        raise DatabaseSettingsError(f"The application's role {app.user} has powers it must not have.")


def grant_application_role(connection: BaseDatabaseWrapper) -> None:
    """Give the application's role its rights on every table there is, and take back what it must not do.

    For the owner's connection, after migrations. The trail stays append-only and the record of
    migrations read-only, whatever the code does.
    """
    role = sql.Identifier(logins().app.user)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), has_schema_privilege('public', 'CREATE')")
        database, is_owner = cursor.fetchone()
        if not is_owner:
            return  # The application's own connection: nothing to give.
        statements = [
            sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(sql.Identifier(database), role)
        ]
        for text in (
            "GRANT USAGE ON SCHEMA public TO {}",
            "REVOKE CREATE ON SCHEMA public FROM {}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        ):
            statements.append(sql.SQL(text).format(role))
        # Functions of extensions are not ours to give, and open to all.
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole"
        )
        for (function,) in cursor.fetchall():
            statements.append(sql.SQL("GRANT EXECUTE ON ROUTINE {} TO {}").format(sql.SQL(function), role))
        for tables, rights in (
            (APPEND_ONLY_TABLES, "UPDATE, DELETE, TRUNCATE"),
            (READ_ONLY_TABLES, "INSERT, UPDATE, DELETE, TRUNCATE"),
        ):
            for table in tables:
                cursor.execute("SELECT to_regclass(%s)", [table])
                if cursor.fetchone() != (None,):
                    statements.append(
                        sql.SQL("REVOKE {} ON {} FROM {}").format(
                            sql.SQL(rights), sql.Identifier(table), role
                        )
                    )
        # One statement string: never a moment in which the trail can be changed.
        cursor.execute(sql.SQL("; ").join(statements))


def _kept_password(name: str) -> str:
    """Password kept in the var folder, made once; two processes that make it agree on one."""
    file = postgres.var_dir() / name
    if not file.exists():
        postgres.var_dir().mkdir(mode=postgres.PASSABLE, parents=True, exist_ok=True)
        fresh = file.with_name(f"{name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(32))
        with contextlib.suppress(FileExistsError):
            os.link(fresh, file)
        fresh.unlink()
    return file.read_text().strip()
