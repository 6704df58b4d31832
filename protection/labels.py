"""Words for conditions, groups, scales and clocks."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from protection.groups import GROUPS
from protection.rules.clocks import ClockKind
from protection.rules.conditions import Condition

CLOCK_NAMES: dict[ClockKind, Promise] = {
    ClockKind.EMERGENCY: gettext_lazy("Emergency measures, within 12 hours"),
    ClockKind.PLAN: gettext_lazy("Plan to the chair, within 5 working days"),
    ClockKind.APPROVAL: gettext_lazy("Decision of the chair, within 2 working days"),
    ClockKind.VISIT: gettext_lazy("Next visit"),
}


def condition_sentence(condition: Condition) -> str:
    """What holds, or what does not, in words."""
    sentence = condition.reason.met_sentence if condition.met else condition.reason.unmet_sentence
    return _(sentence) % {"detail": condition.detail} if "%(" in sentence else _(sentence)


def condition_article(condition: Condition) -> str:
    """The article a condition rests on."""
    return _(condition.reason.article)


def group_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups with their sub-groups for a form."""
    return [
        (f"{group.point}) {_(group.name)}", [(key, group_label(key)) for key in group.keys])
        for group in GROUPS
    ]


def group_label(key: str) -> str:
    """A group or sub-group in words: "Sexually abused child: indecent acts"."""
    name, _dot, number = key.partition(".")
    group = next(group for group in GROUPS if group.key == name)
    return f"{_(group.name)}: {_(group.parts[int(number) - 1])}" if number else _(group.name)


def group_article(key: str) -> str:
    """Where the law names the group."""
    group = next(group for group in GROUPS if group.key == key.partition(".")[0])
    return _("Law on Children, Article 10(1)%(point)s; Decree 56/2017/ND-CP, Article %(article)s") % {
        "point": group.point,
        "article": group.article,
    }
