"""The trail: who, in which role and office, when, what, before, after and why. Append-only by trigger."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """One thing that happened. Names its subject by label and id, so that it outlives the subject."""

    at = models.DateTimeField(db_default=Now(), db_index=True)
    event = models.CharField(max_length=80)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=200)
    role = models.CharField(max_length=40, blank=True)
    # The holder a deputy acts for; "" when people act for themselves.
    on_behalf_of = models.CharField(max_length=200, blank=True, default="", db_default="")
    office_code = models.CharField(max_length=20, blank=True)
    office_name = models.CharField(max_length=200, blank=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=200, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"], name="audit_entry_subject")]

    def __str__(self) -> str:
        return f"{self.event} {self.subject_type}:{self.subject_id}"
