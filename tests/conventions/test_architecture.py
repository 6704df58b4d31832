"""The house rules that import-linter cannot see."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "ui",
    "audit",
    "offices",
    "policy",
    "beneficiaries",
    "entitlements",
    "cases",
    "protection",
    "payments",
    "reports",
)
LAYER = {
    "ui": 0,
    "audit": 0,
    "offices": 1,
    "policy": 2,
    "beneficiaries": 3,
    "entitlements": 4,
    "cases": 5,
    "protection": 6,
    "payments": 7,
    "reports": 8,
}
FORBIDDEN_NAMES = {"utils", "helpers", "services", "managers", "common"}


def sources(*names: str) -> Iterator[Path]:
    """Python files of the apps, without migrations; only files or packages of these names when given."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            relative = path.relative_to(ROOT / app)
            if "migrations" in relative.parts:
                continue
            if not names or relative.parts[0].removesuffix(".py") in names:
                yield path


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def test_foreign_keys_point_down() -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in LAYER
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model
        and field.related_model._meta.app_label in LAYER
        and LAYER[field.related_model._meta.app_label] > LAYER[model._meta.app_label]
        # audit names people through AUTH_USER_MODEL: the one upward arrow the house allows
        and not (model._meta.app_label == "audit" and field.related_model._meta.label == "offices.User")
    ]
    assert upward == []


def test_file_names_say_what_is_inside() -> None:
    vague = [str(path.relative_to(ROOT)) for path in sources() if path.stem in FORBIDDEN_NAMES]
    assert vague == []


def test_files_fit_on_a_few_screens() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_state_is_written_by_workflows_alone() -> None:
    writes = [
        named(path, node)
        for path in sources()
        if path.stem != "workflow"
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute)
        and target.attr == "state"
        # a caseload import has two plain states and no workflow
        and "entitlements" not in path.parts
    ]
    assert writes == []


def transitions() -> set[str]:
    """Names of every transition of every workflow."""
    return {
        node.name
        for path in sources("workflow")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        and any(
            isinstance(d, ast.Call) and getattr(d.func, "id", "") == "transition" for d in node.decorator_list
        )
    }


def test_transitions_are_called_by_actions_alone() -> None:
    names = transitions()
    assert {"approve", "sign", "start_build"} <= names
    calls = [
        f"{named(path, node)} {ast.unparse(node.func)}"
        for path in sources()
        if path.relative_to(ROOT).parts[1].removesuffix(".py") != "actions"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in names
        and ast.unparse(node.func.value) != "actions"
    ]
    assert calls == []


def test_state_is_never_updated_in_bulk() -> None:
    updates = [
        named(path, node)
        for path in sources()
        if "entitlements" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "update"
        and any(keyword.arg == "state" for keyword in node.keywords)
    ]
    assert updates == []


def test_views_write_nothing() -> None:
    verbs = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "delete"}
    writes = [
        named(path, node)
        for path in sources("views", "life_views")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in verbs
    ]
    assert writes == []


def test_views_are_short() -> None:
    long = [
        f"{named(path, node)} {node.name}"
        for path in sources("views", "life_views")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 - len(node.decorator_list) > 30
    ]
    assert long == []


def test_actions_take_keywords_and_by() -> None:
    wrong = []
    for path in sources("actions"):
        for node in tree(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            keywords = {argument.arg for argument in node.args.kwonlyargs}
            if node.args.args or "by" not in keywords:
                wrong.append(f"{named(path, node)} {node.name}")
    assert wrong == []


def test_actions_are_documented() -> None:
    bare = [
        f"{named(path, node)} {node.name}"
        for path in sources("actions")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert bare == []


@pytest.mark.parametrize("module", ["rules", "clock", "law", "facts", "months"])
def test_rules_read_no_clock_and_no_settings(module: str) -> None:
    reads = [
        named(path, node)
        for path in sources(module)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "localdate", "utcnow"}
        and isinstance(node.ctx, ast.Load)
    ]
    assert reads == []
