#!/usr/bin/env python3
"""Django's command line, with a database to work on (config/database.py)."""

import os
import signal
import sys

# Commands that change the schema run as the database's owner, unless told otherwise.
OWNER_COMMANDS = {"migrate", "flush", "createcachetable", "sqlmigrate"}
# Commands that need no database do not wait for one.
PLAIN_COMMANDS = {"", "help", "--help", "-h", "version", "--version", "collectstatic", "findstatic"}


def with_owner(arguments: list[str]) -> list[str]:
    """Add `--database=owner` to a command that changes the schema."""
    command = arguments[1] if len(arguments) > 1 else ""
    told = any(argument.startswith("--database") for argument in arguments)
    return [*arguments, "--database=owner"] if command in OWNER_COMMANDS and not told else arguments


def main(arguments: list[str]) -> None:
    """Run one command. The embedded cluster starts for it when it is not running, and stops after it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    from django.core.management import execute_from_command_line

    from config.database import DatabaseSettingsError, available
    from config.postgres_programs import PostgresError

    command = arguments[1] if len(arguments) > 1 else ""
    if command in PLAIN_COMMANDS or (command == "check" and "--database" not in arguments):
        execute_from_command_line(arguments)
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # Leave by the door, so that the cluster stops.
    try:
        with available(prepared=command in OWNER_COMMANDS):
            execute_from_command_line(with_owner(arguments))
    except (DatabaseSettingsError, PostgresError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv)
