"""Background jobs of payments."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from offices.models import Assignment
from offices.queries import actor_of


@app.task(queue="payments", name="payments.build_run")
def build_in_background(*, run_id: int, version: int, assignment_id: int) -> None:
    """Build the lists someone asked for on screen, in their name; a build that fails leaves the run open.

    A run that was reopened or asked for again meanwhile is another job's business.
    """
    from payments.actions import PaymentRefusal, RunMoved, fail_build, finish_build
    from payments.models import PaymentRun

    run = PaymentRun.objects.select_related("office").get(pk=run_id)
    if run.version != version:
        return
    assignment = Assignment.objects.current(timezone.localdate()).select_related("user", "office")
    by = actor_of(assignment.get(pk=assignment_id))
    try:
        finish_build(run=run, by=by)
    except RunMoved:
        return
    except PaymentRefusal as refusal:
        fail_build(run=run, error=str(refusal), by=by)
    except Exception:
        fail_build(run=run, error=_("The lists could not be built because of a fault. Try again."), by=by)
        raise
