"""Several people pressing at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def press_at_once(*presses: Callable[[], Any]) -> list[Any]:
    """Run each in its own thread and connection; results or the exceptions raised, in the order given."""
    results: list[Any] = [None] * len(presses)
    barrier = Barrier(len(presses))

    def run(place: int, press: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=10)
            results[place] = press()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=item) for item in enumerate(presses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def outcomes_at_once(*presses: Callable[[], Any]) -> list[str]:
    """The same, as the sorted names of the results or exceptions."""
    return sorted(type(result).__name__ for result in press_at_once(*presses))
