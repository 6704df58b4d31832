"""The launcher against a real cluster of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config import postgres
from config.postgres import Cluster

HOLD = """
import sys
from config.postgres import named_cluster
with named_cluster("test").running():
    print("in", flush=True)
    sys.stdin.read()
"""


@contextlib.contextmanager
def passable_folder() -> Iterator[Path]:
    """A folder the server's account can pass through, which pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="ansinh-test-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    with passable_folder() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANSINH_VAR", str(folder))
        yield folder
        Cluster("test", durable=False).stop()


@pytest.fixture
def cluster(var: Path) -> Iterator[Cluster]:
    found = Cluster("test", durable=False)
    yield found
    found.stop()


def ask(cluster: Cluster, question: str) -> object:
    with psycopg.connect(cluster.url) as connection:
        answer = connection.execute(question).fetchone()  # type: ignore[call-overload]
    return answer[0] if answer else None


def kill(cluster: Cluster) -> None:
    """End the server as a power cut would."""
    process = int((cluster.data / "postmaster.pid").read_text().split()[0])
    os.kill(process, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while cluster.is_ready() and time.monotonic() < deadline:
        time.sleep(0.05)


def test_start_says_who_started(cluster: Cluster) -> None:
    assert [cluster.start(), cluster.start(), cluster.stop(), cluster.stop()] == [True, False, True, False]


def test_server_listens_on_private_socket_only(cluster: Cluster) -> None:
    cluster.start()
    assert ask(cluster, "SHOW listen_addresses") == ""
    assert ask(cluster, "SHOW unix_socket_directories") == str(cluster.socket_dir)
    assert oct(cluster.socket_dir.stat().st_mode & 0o777) == "0o700"


def test_server_refuses_wrong_password(cluster: Cluster) -> None:
    cluster.start()
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(cluster.url.replace(cluster.password, "wrong"))


def test_letters_follow_unicode_and_rows_sort_by_code_point(cluster: Cluster) -> None:
    cluster.start()
    assert ask(cluster, "SHOW server_encoding") == "UTF8"
    assert ask(cluster, "SELECT lower('ĐẶNG THỊ ƯỚC')") == "đặng thị ước"
    assert ask(cluster, "SELECT string_agg(x, '' ORDER BY x) FROM unnest(ARRAY['â', 'b', 'B']) x") == "Bbâ"


def test_log_keeps_no_personal_data(cluster: Cluster) -> None:
    cluster.start()
    with psycopg.connect(cluster.url) as connection:
        connection.execute("CREATE TEMP TABLE person (number text UNIQUE)")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO person VALUES ('051123456789'), ('051123456789')")
    assert "duplicate key" in cluster.log.read_text()
    assert "051123456789" not in cluster.log.read_text()


def test_only_the_test_cluster_gives_up_durability(cluster: Cluster) -> None:
    cluster.start()
    assert [ask(cluster, f"SHOW {name}") for name in postgres.NOT_DURABLE] == ["off", "off", "off"]
    assert postgres.named_cluster("main").durable is True


def test_running_stops_after_its_last_user(cluster: Cluster) -> None:
    with cluster.running():
        with cluster.running():
            assert cluster.is_ready() is True
        assert cluster.is_ready() is True
    assert cluster.is_ready() is False


def test_running_leaves_a_kept_server(cluster: Cluster) -> None:
    cluster.start(keep=True)
    with cluster.running():
        pass
    assert cluster.is_ready() is True


def test_running_of_another_process_keeps_the_server(cluster: Cluster) -> None:
    command = [sys.executable, "-c", HOLD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=postgres.ROOT) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"in\n"
        with cluster.running():
            pass
        assert cluster.is_ready() is True
        other.communicate()
    assert (other.returncode, cluster.is_ready()) == (0, False)


def test_start_recovers_after_kill_without_losing_a_committed_row(var: Path) -> None:
    cluster = Cluster("durable")
    cluster.start()
    with psycopg.connect(cluster.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    kill(cluster)
    assert cluster.start() is True
    assert ask(cluster, "SELECT answer FROM kept") == 42
    cluster.stop()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads /proc")
def test_start_passes_over_a_pid_that_belongs_to_something_else(cluster: Cluster) -> None:
    cluster.start()
    kill(cluster)
    file = cluster.data / "postmaster.pid"
    file.write_text("\n".join([str(os.getpid()), *file.read_text().splitlines()[1:]]))
    assert cluster.start() is True


def test_start_replaces_a_server_that_lost_its_socket(cluster: Cluster) -> None:
    cluster.start()
    for left in cluster.socket_dir.iterdir():
        left.unlink()
    assert (cluster.is_ready(), cluster.start(), cluster.is_ready()) == (False, True, True)


def test_broken_settings_are_reported_with_the_log(var: Path) -> None:
    cluster = Cluster("durable")
    cluster.start()
    cluster.stop()
    (cluster.data / "global/pg_control").rename(cluster.home / "pg_control")
    try:
        with pytest.raises(postgres.PostgresError, match="could not open file"):
            cluster.start()
    finally:
        (cluster.home / "pg_control").rename(cluster.data / "global/pg_control")


def test_broken_test_data_is_made_again(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    (cluster.data / "global/pg_control").unlink()
    assert (cluster.start(), ask(cluster, "SELECT 1")) == (True, 1)


def test_data_of_a_missing_version_is_refused_by_name(var: Path) -> None:
    cluster = Cluster("ancient")
    cluster.data.mkdir(parents=True)
    (cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(postgres.PostgresError, match="Install PostgreSQL 9"):
        cluster.start()


def test_long_path_gets_a_short_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    with passable_folder() as folder:
        monkeypatch.setenv("ANSINH_VAR", str(folder / ("x" * 120)))
        assert len(f"{Cluster('test').socket_dir}/.s.PGSQL.{postgres.PORT}") <= postgres.LONGEST_SOCKET


@pytest.mark.skipif(os.geteuid() != 0, reason="root alone has another account run the server")
def test_closed_parent_stays_closed_and_data_goes_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("ANSINH_VAR", str(closed / "var"))
    place = Cluster("test").place
    try:
        assert place.parent == Path("/var/lib")
        assert (closed / "var/postgres-is-elsewhere.txt").read_text().splitlines()[0] == str(place)
        assert oct(closed.stat().st_mode & 0o777) == "0o700"
        assert Cluster("test").place == place
    finally:
        place.rmdir()
