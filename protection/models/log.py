"""The log of child protection: what was done and who looked. Apart from the trail of the benefit side."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from protection.enums import Trace
from protection.events import Event


class LogEntry(models.Model):
    """One deed or one look. Append-only by trigger; names its case by id, so that it outlives it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_key = models.UUIDField(db_index=True)
    at = models.DateTimeField()
    trace = models.CharField(max_length=4, choices=Trace)
    event = models.CharField(max_length=30, choices=Event)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    user_name = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    office_code = models.CharField(max_length=20, blank=True)
    office_name = models.CharField(max_length=200, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.event} {self.case_key}"
