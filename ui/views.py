"""The gallery of components."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ui.samples import SampleForm, sample_context


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with Vietnamese sample text; posting shows the sample form with its errors."""
    form = SampleForm(request.POST if request.method == "POST" else None)
    return render(request, "ui/gallery.html", {**sample_context(), "form": form})
