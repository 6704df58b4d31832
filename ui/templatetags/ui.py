"""Components: one function and one template each. The keyword-only signature is the documentation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from ui import formats
from ui.presenters import (
    CheckItem,
    MonthTable,
    PathStep,
    SumLine,
    Tab,
    TimelineEntry,
    Tone,
    WhyWords,
    Words,
    path_of,
)
from ui.presenters import due as due_in_words

register = template.Library()
Context = dict[str, Any]


def _block(name: str, **values: Any) -> SafeString:
    return render_to_string(f"components/{name}.html", values)


# Words of a page


@register.inclusion_tag("components/page_header.html")
def page_header(
    *, title: Words, subtitle: Words = "", back_url: str = "", back_label: Words = "", kicker: Words = ""
) -> Context:
    """The one h1 of a page, with the way back above it; `kicker` is the kind of record, in small print."""
    return {
        "title": title,
        "subtitle": subtitle,
        "back_url": back_url,
        "back_label": back_label,
        "kicker": kicker,
    }


@register.simple_block_tag
def actions(content: str) -> SafeString:
    """A row of buttons; the first is the primary one."""
    return _block("actions", content=content)


@register.simple_block_tag
def card(
    content: str, *, title: Words = "", subtitle: Words = "", tone: Tone = "neutral", ident: str = ""
) -> SafeString:
    """A titled part of a page. `ident` makes it a target for links and page fragments."""
    return _block("card", content=content, title=title, subtitle=subtitle, tone=tone, ident=ident)


@register.simple_block_tag
def alert(content: str, *, tone: Tone = "info", title: Words = "") -> SafeString:
    """A message that stays on the page; its tone is also said in words."""
    return _block("alert", content=content, tone=tone, title=title)


@register.simple_block_tag
def columns(content: str, *, kind: str = "even") -> SafeString:
    """Parts side by side on a wide screen: `even` halves, or `side` for a main part and a narrow one."""
    return _block("columns", content=content, kind=kind)


@register.inclusion_tag("components/badge.html")
def badge(*, text: Words, tone: Tone = "neutral") -> Context:
    """A state in one or two words."""
    return {"text": text, "tone": tone}


@register.inclusion_tag("components/icon.html")
def icon(*, name: str, label: Words = "") -> Context:
    """A small drawing; without a label it is hidden from screen readers."""
    return {"name": name, "label": label}


@register.inclusion_tag("components/definition_list.html")
def definition_list(*, items: Iterable[tuple[Words, Any]], wide: bool = False) -> Context:
    """Terms with their values; an empty value shows as a dash."""
    return {"items": list(items), "wide": wide}


@register.inclusion_tag("components/empty_state.html")
def empty_state(*, title: Words, text: Words = "", action_label: Words = "", action_url: str = "") -> Context:
    """What a list says when it has no rows, and what to do next."""
    return {"title": title, "text": text, "action_label": action_label, "action_url": action_url}


@register.inclusion_tag("components/stat.html")
def stat(*, label: Words, value: Any, note: Words = "", tone: Tone = "neutral", url: str = "") -> Context:
    """One figure that matters; with `url` the whole of it is a link."""
    return {"label": label, "value": value, "note": note, "tone": tone, "url": url}


@register.simple_block_tag
def stats(content: str) -> SafeString:
    """A row of `stat`."""
    return _block("stats", content=content)


@register.inclusion_tag("components/tabs.html")
def tabs(*, items: Sequence[Tab], label: Words) -> Context:
    """Views of one page as links; `label` names the group for screen readers."""
    return {"items": items, "label": label}


# Buttons and forms


@register.inclusion_tag("components/button.html")
def button(
    *,
    label: Words,
    tone: str = "primary",
    name: str = "",
    value: str = "",
    disabled: bool = False,
    described_by: str = "",
    form: str = "",
) -> Context:
    """A submit button. Tones: primary (one a page), secondary, quiet, danger."""
    return {
        "label": label,
        "tone": tone,
        "name": name,
        "value": value,
        "disabled": disabled,
        "described_by": described_by,
        "form": form,
    }


@register.inclusion_tag("components/link_button.html")
def link_button(
    *, label: Words, url: str, tone: str = "secondary", icon: str = "", new_tab: bool = False
) -> Context:
    """A link that looks like a button, for going somewhere; never for changing anything."""
    return {"label": label, "url": url, "tone": tone, "icon": icon, "new_tab": new_tab}


def _mostly_required(form: BaseForm) -> bool:
    """Whether "optional" is the exception worth saying; on other forms the star of the required is."""
    required = [bound.field.required for bound in form.visible_fields()]
    return sum(required) * 2 >= len(required)


@register.inclusion_tag("components/field.html")
def field(field: BoundField, *, width: str = "", hint: Words = "", hide_label: bool = False) -> Context:
    """A form field with label, help and errors. Widths: xs, sm, md, lg, or empty for the whole line."""
    kind = field.widget_type
    group = kind in {"radioselect", "checkboxselectmultiple"}
    attrs = field.field.widget.attrs
    css = {"select": "select", "checkbox": "check", "textarea": "input textarea"}.get(kind, "input")
    html = field.as_widget(attrs={} if group else {"class": f"{css} {attrs.get('class', '')}".strip()})
    return {
        "field": field,
        "html": html,
        "group": group,
        "check": kind == "checkbox",
        "width": width,
        "hint": hint,
        "hide_label": hide_label,
        "optional": not field.field.required and _mostly_required(field.form),
        "required": field.field.required and not _mostly_required(field.form),
    }


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: BaseForm) -> Context:
    """What is wrong with a form, at its top, each line a link to its field."""
    return {
        "non_field": form.non_field_errors(),
        "fields": [(bound, error) for bound in form if not bound.is_hidden for error in bound.errors],
        "hidden": [error for bound in form.hidden_fields() for error in bound.errors],
    }


@register.simple_block_tag
def fieldset(content: str, *, legend: Words, hint: Words = "") -> SafeString:
    """Fields that belong together."""
    return _block("fieldset", content=content, legend=legend, hint=hint)


@register.simple_block_tag
def field_row(content: str) -> SafeString:
    """Short fields side by side."""
    return _block("field_row", content=content)


@register.simple_block_tag
def filter_bar(content: str, *, label: Words, clear_url: str = "", action: str = "") -> SafeString:
    """A GET form over a list; `clear_url` shows the list without filters."""
    return _block("filter_bar", content=content, label=label, clear_url=clear_url, action=action)


@register.simple_block_tag(takes_context=True)
def confirm(
    context: template.Context,
    content: str,
    *,
    title: Words,
    label: Words,
    cancel_url: str,
    action: str = "",
    tone: str = "primary",
) -> SafeString:
    """A page that asks before it acts: what will happen (the content), one button, one way back. Posts."""
    return _block(
        "confirm",
        content=content,
        title=title,
        label=label,
        cancel_url=cancel_url,
        action=action,
        tone=tone,
        csrf_token=context.get("csrf_token"),
    )


# Lists


@register.simple_block_tag
def data_table(content: str, *, caption: Words, sticky: bool = True, compact: bool = False) -> SafeString:
    """A table that scrolls inside its frame. Content: thead, tbody, tfoot. Classes: `num` for figures."""
    return _block("data_table", content=content, caption=caption, sticky=sticky, compact=compact)


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, *, page: Page, parameter: str = "page") -> Context:
    """Links to the pages of a list that keep its filters."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None

    def url(number: int) -> str:
        if query is None:
            return f"?{parameter}={number}"
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "links": [(number, url(number) if isinstance(number, int) else "") for number in numbers],
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
    }


# Cases, clocks and reasons


@register.inclusion_tag("components/status_path.html")
def status_path(
    *, steps: Sequence[PathStep | tuple[str, Words]], current: str, stopped: Words = ""
) -> Context:
    """Where a case stands. `stopped` is the word for leaving the path after `current`, such as refused."""
    return {"steps": path_of(steps, current, stopped=bool(stopped)), "stopped": stopped}


@register.inclusion_tag("components/due_badge.html")
def due_badge(*, due_on: dt.date | None, today: dt.date) -> Context:
    """A due date with how far it is, in words and colour."""
    return {"due_on": due_on, "due": due_in_words(due_on, today) if due_on else None}


@register.inclusion_tag("components/checklist.html")
def checklist(*, items: Sequence[CheckItem], label: Words = "", ident: str = "") -> Context:
    """Conditions with their state in words, the reason and the article."""
    return {"items": items, "label": label, "ident": ident}


@register.inclusion_tag("components/timeline.html")
def timeline(*, entries: Sequence[TimelineEntry]) -> Context:
    """History, newest first: what, who in which role, when, why."""
    return {"entries": entries}


@register.inclusion_tag("components/explanation.html")
def explanation(*, lines: Sequence[SumLine], title: Words = "", article: Words = "") -> Context:
    """How an amount or a date comes about, line by line."""
    return {"lines": lines, "title": title, "article": article}


@register.inclusion_tag("components/why_group.html")
def why_group(*, why: WhyWords) -> Context:
    """Why a person is in a group: its conditions, and the groups near to it with why not."""
    return {"why": why}


@register.inclusion_tag("components/month_table.html")
def month_table(*, table: MonthTable) -> Context:
    """An allowance month by month: sums, what was paid, and a sentence where something changes."""
    return {"table": table}


@register.inclusion_tag("components/progress.html")
def progress(*, label: Words, percent: int | None = None, detail: Words = "") -> Context:
    """How far a long job is. `percent` is 0 to 100; None while nobody can tell."""
    shown = None if percent is None else max(0, min(100, percent))
    return {"percent": shown, "label": label, "detail": detail}


# Filters


@register.filter
def money(amount: int | None) -> str:
    """Whole đồng with the sign: "1.234.567 đ"; empty for None."""
    return "" if amount is None else formats.vnd(amount)


@register.filter
def number(value: int | None) -> str:
    """A whole number: "1.234.567"; empty for None."""
    return "" if value is None else formats.grouped(value)


# The amount column of a table whose head says "đồng".
register.filter("vnd", number)


@register.filter
def day(value: dt.date | None) -> str:
    """A date, or the local date of an instant, as dd/mm/yyyy; empty for None."""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return formats.day(value) if value else ""


@register.filter
def month(value: dt.date | None) -> str:
    """A month as mm/yyyy; empty for None."""
    return formats.month(value) if value else ""


@register.filter
def moment(value: dt.datetime | None) -> str:
    """An instant in local time as "HH:MM dd/mm/yyyy"; empty for None."""
    if not value:
        return ""
    return formats.moment(timezone.localtime(value) if timezone.is_aware(value) else value)
