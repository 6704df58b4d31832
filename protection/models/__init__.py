"""Tables of child protection, every one behind row-level security (docs/adr/0004).

Keys are random: neither they nor a code nor a sequence tells how many cases there are.
"""

from protection.models.cases import ChildCase, Member, Withheld
from protection.models.log import LogEntry
from protection.models.records import FilledForm, Measure, Report, Sealed
from protection.models.support import HandOver, Inquiry, Plan, PlanItem, Referral, Task, Visit

__all__ = [
    "ChildCase",
    "FilledForm",
    "HandOver",
    "Inquiry",
    "LogEntry",
    "Measure",
    "Member",
    "Plan",
    "PlanItem",
    "Referral",
    "Report",
    "Sealed",
    "Task",
    "Visit",
    "Withheld",
]
