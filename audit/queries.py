"""Reads of the trail."""

from django.db import models

from audit.models import Entry


def history_of(*subjects: models.Model) -> models.QuerySet[Entry]:
    """Entries about the given records, newest first."""
    about = models.Q(pk__in=[])
    for subject in subjects:
        about |= models.Q(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
    return Entry.objects.filter(about).order_by("-id")
