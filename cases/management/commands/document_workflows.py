"""Writes docs/workflows/*.md from the transitions in the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Model
from django_fsm import FSMField

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "workflows"


def workflow_table(model: type[Model]) -> list[tuple[str, str, str]]:
    """(source, transition, target) of a model's `state`, in the order of the states."""
    field: Any = model._meta.get_field("state")
    order = {value: place for place, (value, _label) in enumerate(field.choices)}
    rows = {
        (str(transition.source), str(transition.name), str(transition.target))
        for transition in field.get_all_transitions(model)
    }
    return sorted(rows, key=lambda row: (order[row[0]], row[1], order[row[2]]))


def workflow_page(model: type[Model]) -> str:
    """The Markdown page of a model's workflow."""
    field: Any = model._meta.get_field("state")
    states = "\n".join(f"- `{value}`" for value, _label in field.choices)
    rows = "\n".join(
        f"| {source} | **{transition}** | {target} | {_first_line(model, transition)} |"
        for source, transition, target in workflow_table(model)
    )
    arrows = "\n".join(
        f"    {source} --> {target}: {transition}" for source, transition, target in workflow_table(model)
    )
    return (
        f"# {model.__name__}\n\n"
        "Written by `manage.py document_workflows` from the code; do not edit.\n\n"
        f"## States\n\n{states}\n\n"
        "## Transitions\n\n| from | transition | to | meaning |\n|---|---|---|---|\n"
        f"{rows}\n\n"
        f"```mermaid\nstateDiagram-v2\n    [*] --> {field.default}\n{arrows}\n```\n"
    )


def pages() -> dict[Path, str]:
    """The page of every model whose `state` is moved by transitions, by its path."""
    return {
        FOLDER / f"{model._meta.model_name}.md": workflow_page(model)
        for model in apps.get_models()
        if any(field.name == "state" and isinstance(field, FSMField) for field in model._meta.get_fields())
    }


class Command(BaseCommand):
    help = "Write docs/workflows/*.md from the transitions in the code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Fail when a page is not current.")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        stale = []
        for path, text in pages().items():
            current = path.read_text(encoding="utf-8") if path.exists() else ""
            if current == text:
                continue
            if check:
                stale.append(path.name)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            self.stdout.write(path.name)
        if stale:
            raise CommandError(f"Not current: {', '.join(stale)}. Run manage.py document_workflows.")


def _first_line(model: type[Model], transition: str) -> str:
    return (getattr(model, transition).__doc__ or "").strip().splitlines()[0]
