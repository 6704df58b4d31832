"""Choices of child protection. Articles are those of Decree 56/2017/ND-CP unless another law is named."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    REPORTED = "reported", _("Report received")
    FORWARDED = "forwarded", _("Forwarded, waiting for acceptance")
    INITIALLY_ASSESSED = "initially_assessed", _("Initial assessment made")
    IN_EMERGENCY = "in_emergency", _("Under emergency protection")
    SPECIFICALLY_ASSESSED = "specifically_assessed", _("Specific assessment made")
    MEETING_HELD = "meeting_held", _("Meeting held")
    PLAN_SUBMITTED = "plan_submitted", _("Plan waits for the chair")
    IN_IMPLEMENTATION = "in_implementation", _("Plan being carried out")
    REVIEWED = "reviewed", _("Reviewed after the plan")
    CLOSED = "closed", _("Closed, child safe")
    SET_ASIDE = "set_aside", _("No plan needed")


ENDED_STATES = (State.CLOSED, State.SET_ASIDE)
OPEN_STATES = tuple(state for state in State if state not in ENDED_STATES)
# Someone of the own office is at work: not while another office has yet to accept.
WORKED_STATES = tuple(state for state in OPEN_STATES if state != State.FORWARDED)
# The initial assessment is made, so measures rest on something. Article 26(2).
ASSESSED_STATES = tuple(state for state in WORKED_STATES if state != State.REPORTED)


class Duty(models.TextChoices):
    """Why someone may open a case."""

    OFFICER = "officer", _("Assigned officer")
    SUPERVISOR = "supervisor", _("Supervisor")
    CHAIR = "chair", _("Chair who decides")
    RECEIVER = "receiver", _("Asked to take the case over")
    PARTNER = "partner", _("Works along")
    BREAK_GLASS = "break_glass", _("Emergency access")


class Level(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class ReportChannel(models.TextChoices):
    HOTLINE = "hotline", _("Hotline 111")
    POLICE = "police", _("Police")
    SCHOOL = "school", _("School")
    NEIGHBOUR = "neighbour", _("Neighbour or resident")
    FAMILY = "family", _("Family")
    CHILD = "child", _("The child")
    HEALTH = "health", _("Health facility")
    WALK_IN = "walk_in", _("In person at the office")
    OTHER = "other", _("Other")


class ReportMeans(models.TextChoices):
    TELEPHONE = "telephone", _("By telephone")
    IN_PERSON = "in_person", _("In person")
    WRITTEN = "written", _("In writing")
    NETWORK = "network", _("Over the network")


class Harm(models.TextChoices):
    """What a child has suffered or risks. Law on Children, Article 4(5) to (9)."""

    PHYSICAL = "physical", _("Physical violence")
    EMOTIONAL = "emotional", _("Emotional violence")
    SEXUAL = "sexual", _("Sexual abuse")
    NEGLECT = "neglect", _("Neglect")
    ABANDONMENT = "abandonment", _("Abandonment")
    LABOUR = "labour", _("Child labour")
    EXPLOITATION = "exploitation", _("Other exploitation")
    TRAFFICKING = "trafficking", _("Trafficking")
    GENDER = "gender", _("Gender-based violence")
    ONLINE = "online", _("Harm over the network")
    OTHER = "other", _("Other harm or risk")


class Sex(models.TextChoices):
    FEMALE = "F", _("Female")
    MALE = "M", _("Male")


class FormKind(models.TextChoices):
    """A form of the process, kept as filled."""

    INITIAL = "initial", _("Initial assessment (form 02)")
    SPECIFIC = "specific", _("Specific assessment (form 03)")
    MEETING = "meeting", _("Minutes of the meeting")
    REVIEW = "review", _("Review after the plan (form 06)")
    CONSENT = "consent", _("Consent")


class MeasureKind(models.TextChoices):
    """Emergency measures. Articles 31 and 32; Law on Children, Article 50(2)."""

    STOP_HARM = "stop_harm", _("Police stop the harm")
    MEDICAL = "medical", _("First aid or treatment")
    EVIDENCE = "evidence", _("Evidence kept")
    SHELTER = "shelter", _("Safe place to stay")
    HOTLINE = "hotline", _("Guidance of hotline 111")
    OTHER = "other", _("Other measure")
    ISOLATION = "isolation", _("Temporary isolation from parent or carer")
    AUTHORITY = "authority", _("Isolation continued by decision of an authority")


class IsolationGround(models.TextChoices):
    """Article 32(1)."""

    BY_CARER = "by_carer", _("Harmed, or at risk, by the parent or carer")
    PLAN_REFUSED = "plan_refused", _("Abused, and the parent or carer refuses the plan")
    AGAIN = "again", _("Abused, and likely to be abused again by the parent or carer")


class Service(models.TextChoices):
    """Services of a plan. Law on Children, Articles 48 to 50."""

    MEDICAL = "medical", _("Medical care")
    PSYCHOLOGICAL = "psychological", _("Psychological support and therapy")
    SHELTER = "shelter", _("Safe place to stay")
    LEGAL = "legal", _("Legal aid")
    SOCIAL = "social", _("Social assistance")
    EDUCATION = "education", _("Schooling")
    VOCATION = "vocation", _("Vocational training")
    PARENTING = "parenting", _("Advice to parents or carers")
    ALTERNATIVE_CARE = "alternative_care", _("Alternative care")
    POLICE = "police", _("Protection by the police")
    LABOUR_CHECK = "labour_check", _("Check of the workplace")
    IDENTITY = "identity", _("Identity and papers")
    REUNION = "reunion", _("Return to the family and community")
    SAFETY_CHECK = "safety_check", _("Watching over the child's safety")


# Services that a form of harm calls for first: shown as a proposal, never set by themselves.
PATHWAYS: dict[Harm, tuple[Service, ...]] = {
    Harm.LABOUR: (Service.LABOUR_CHECK, Service.EDUCATION, Service.VOCATION, Service.SOCIAL),
    Harm.TRAFFICKING: (
        Service.POLICE,
        Service.SHELTER,
        Service.MEDICAL,
        Service.IDENTITY,
        Service.LEGAL,
        Service.PSYCHOLOGICAL,
        Service.REUNION,
    ),
    Harm.GENDER: (
        Service.SHELTER,
        Service.MEDICAL,
        Service.PSYCHOLOGICAL,
        Service.LEGAL,
        Service.POLICE,
    ),
}


class Reply(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    DONE = "done", _("Service given")


class Handover(models.TextChoices):
    OFFERED = "offered", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Taken over")
    DECLINED = "declined", _("Declined")
    TAKEN_BACK = "taken_back", _("Taken back")


class SealedKind(models.TextChoices):
    REPORTER = "reporter", _("Reporter")
    HARMER = "harmer", _("Person suspected of harm")


class TaskKind(models.TextChoices):
    VISIT_MISSED = "visit_missed", _("A visit was missed")
    GLASS_BROKEN = "glass_broken", _("Emergency access is to be reviewed")


class Trace(models.TextChoices):
    """What kind of entry the log holds."""

    DEED = "deed", _("Deed")
    LOOK = "look", _("Look")


class ConsentBy(models.TextChoices):
    PARENT = "parent", _("Parent or carer")
    GUARDIAN = "guardian", _("Guardian")
    CHILD = "child", _("The child")
