"""What the log of child protection may say."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.TextChoices):
    """Deeds first, then looks."""

    REPORTED = "reported", _("Received the report")
    REPORT_ADDED = "report_added", _("Received a further report")
    FORWARDED = "forwarded", _("Forwarded the report to the commune where it happened")
    OFFERED = "offered", _("Offered the case to another office")
    TAKEN_OVER = "taken_over", _("Took the case over")
    OFFER_DECLINED = "offer_declined", _("Declined the case")
    OFFER_TAKEN_BACK = "offer_taken_back", _("Took the offer back")
    CHILD_RECORDED = "child_recorded", _("Recorded who the child is")
    GROUPS_RECORDED = "groups_recorded", _("Recorded the special circumstances")
    INITIALLY_ASSESSED = "initially_assessed", _("Made the initial assessment")
    MEASURE_TAKEN = "measure_taken", _("Recorded an emergency measure")
    ISOLATED = "isolated", _("Ordered temporary isolation")
    ISOLATION_EXTENDED = "isolation_extended", _("Extended the isolation")
    ISOLATION_LIFTED = "isolation_lifted", _("Lifted the isolation")
    SPECIFICALLY_ASSESSED = "specifically_assessed", _("Made the specific assessment")
    MEETING_HELD = "meeting_held", _("Recorded the meeting")
    PLAN_SUBMITTED = "plan_submitted", _("Submitted the plan")
    PLAN_RETURNED = "plan_returned", _("Sent the plan back")
    PLAN_APPROVED = "plan_approved", _("Approved the plan")
    REFERRED = "referred", _("Asked for a service")
    REPLIED = "replied", _("Recorded the reply")
    VISITED = "visited", _("Recorded a visit")
    VISIT_MISSED = "visit_missed", _("A visit was missed")
    REVIEWED = "reviewed", _("Reviewed after the plan")
    WENT_ON = "went_on", _("Began a new plan")
    CLOSED = "closed", _("Closed the case")
    SET_ASIDE = "set_aside", _("Found that no plan is needed")
    REOPENED = "reopened", _("Reopened the case")
    CONSENT_RECORDED = "consent_recorded", _("Recorded consent")
    DUTY_GIVEN = "duty_given", _("Gave a duty to another person")
    SHARED = "shared", _("Let somebody work along")
    ACCESS_ENDED = "access_ended", _("Ended an access")
    WITHHELD = "withheld", _("Added to whom the case is withheld from")
    GLASS_BROKEN = "glass_broken", _("Opened the case by emergency access")
    GLASS_REVIEWED = "glass_reviewed", _("Reviewed the emergency access")
    TASK_DONE = "task_done", _("Saw to a task")
    ASKED = "asked", _("Asked another office about the child")
    ANSWERED = "answered", _("Answered another office")

    VIEWED = "viewed", _("Opened the page of the case")
    FOUND = "found", _("Found the case by a search")
    UNSEALED = "unsealed", _("Opened what is sealed")
    PRINTED = "printed", _("Printed a paper")
