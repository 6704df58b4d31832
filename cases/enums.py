"""Choices of the cases app."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from policy.enums import StopCause, SuspendCause
from policy.labels import choices


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    RECEIVED = "received", _("Received")
    UNDER_APPRAISAL = "under_appraisal", _("Under appraisal")
    RETURNED = "returned", _("Returned for supplement")
    APPRAISED = "appraised", _("Appraised")
    APPROVED = "approved", _("Approved by the department")
    SIGNED = "signed", _("Signed")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


CLOSED_STATES = (State.SIGNED, State.REFUSED, State.WITHDRAWN)
RUNNING_STATES = (
    State.RECEIVED,
    State.UNDER_APPRAISAL,
    State.RETURNED,
    State.APPRAISED,
    State.APPROVED,
)
# What the applicant handed in may be typed or corrected only here.
EDITABLE_STATES = (State.DRAFT, State.RETURNED)
# The legal clock runs while the office, not the applicant, has the file.
CLOCK_STATES = (State.RECEIVED, State.UNDER_APPRAISAL, State.APPRAISED, State.APPROVED)


class CaseKind(models.TextChoices):
    """What a case asks for: a new allowance, or a change of one that stands."""

    NEW = "new", _("New allowance")
    ADJUST = "adjust", _("Adjustment")
    STOP = "stop", _("Stop")
    SUSPEND = "suspend", _("Suspension")
    RESUME = "resume", _("Resumption")


# Causes of a stop, then those of a suspension.
CAUSES = [*choices(StopCause), *choices(SuspendCause)]


# What may be asked of an allowance that stands.
CHANGE_KINDS = (CaseKind.ADJUST, CaseKind.STOP, CaseKind.SUSPEND, CaseKind.RESUME)


class PromptKind(models.TextChoices):
    """What kind of case is proposed; a review leaves the kind to the officer."""

    NEW = "new", _("New allowance")
    ADJUST = "adjust", _("Adjustment")
    STOP = "stop", _("Stop")
    SUSPEND = "suspend", _("Suspension")
    RESUME = "resume", _("Resumption")
    REVIEW = "review", _("Review")


class PromptSource(models.TextChoices):
    FORESEEN = "foreseen", _("Foreseen change")
    LIFE_EVENT = "life_event", _("Life event")


class PromptOutcome(models.TextChoices):
    OPEN = "open", _("Waiting for an answer")
    CASE = "case", _("A case was opened")
    DISMISSED = "dismissed", _("Dismissed")
    LAPSED = "lapsed", _("The cause is gone")


class Channel(models.TextChoices):
    DESK = "desk", _("At the one-stop desk")
    POST = "post", _("By post")
    ONLINE = "online", _("National public service portal")


class Proposal(models.TextChoices):
    GRANT = "grant", _("Grant the allowance")
    REFUSE = "refuse", _("Refuse the request")


class PaperForm(models.TextChoices):
    ORIGINAL = "original", _("Original")
    COPY = "copy", _("Copy")
    ELECTRONIC = "electronic", _("Electronic")
    DATABASE = "database", _("Verified in a national database")


class DocumentKind(models.TextChoices):
    RECEIPT = "receipt", _("Receipt and appointment")
    SUPPLEMENT = "supplement", _("Request for supplement")
    REFUSAL = "refusal", _("Refusal")
    DECISION = "decision", _("Decision")
    CHANGE = "change", _("Decision on a change")
