"""Every benchmark in one fresh database: `make bench`. Figures are ratios to floors of the same run."""

from __future__ import annotations

import importlib
import os
import sys

NAMES = ("bench_explain", "bench_import", "bench_payments", "bench_reviews")


def main(names: list[str]) -> None:
    """Make a database, measure the named benchmarks (all when none is named), drop it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    import django

    from config.database import available

    with available():
        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connections
        from django.test.utils import setup_databases, teardown_databases

        settings.DATABASES["owner"]["TEST"]["NAME"] = "bench"
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
        try:
            for command in ("load_units", "load_law"):
                call_command(command, verbosity=0)
            for name in names or NAMES:
                module = importlib.import_module(f"benchmarks.{name}")
                print(name.removeprefix("bench_"), *module.lines(module.measure()), sep="\n  ")
        finally:
            connections.close_all()
            teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1:])
