"""Forms beside the steps: search, emergency access, seals, tasks, replies, questions between offices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from protection.actions.circle import GLASS_HOURS
from protection.enums import Reply
from protection.forms.fields import words


class SearchForm(forms.Form):
    """A code or a part of a name; sent by POST, so that no address holds it."""

    q = forms.CharField(label=_("Code or name of the child"), max_length=100)


class GlassForm(forms.Form):
    """Emergency access to a case whose code one was told."""

    code = forms.CharField(label=_("Case code"), max_length=12)
    reason = words(_("Why it cannot wait"))
    hours = forms.IntegerField(label=_("For how many hours"), min_value=1, max_value=GLASS_HOURS, initial=4)

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip().upper()


class WhyForm(forms.Form):
    """A deed that must say why."""

    reason = words(_("Reason"))


class TaskForm(forms.Form):
    """What was done about a task."""

    note = words(_("What was done"))


class GlassReviewForm(TaskForm):
    """The supervisor's review of an emergency access."""

    justified = forms.ChoiceField(
        label=_("The access was"), choices=[("yes", _("Justified")), ("no", _("Not justified: end it now"))]
    )
    field_order = ["justified", "note"]

    def told(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"justified": data["justified"] == "yes", "note": data["note"]}


class ReplyForm(forms.Form):
    """The reply to a request for a service."""

    reply = forms.ChoiceField(label=_("Reply"), choices=Reply)
    reply_text = words(_("What they replied"), required=False)


class AskForm(forms.Form):
    """A question to another office about a child."""

    question = words(_("What is asked"))


class AnswerForm(forms.Form):
    """The answer another office gets: these words and no more."""

    answer = words(_("Answer"))
