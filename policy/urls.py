from django.urls import path

from policy import views
from policy.reckoners import RECKONERS

urlpatterns = [
    path("law/", views.law, name="law"),
    path("law/rates/", views.law_rates, name="law_rates"),
    path("law/groups/", views.law_groups, name="law_groups"),
    path("law/coefficients/", views.law_coefficients, name="law_coefficients"),
    path("law/levels/", views.law_levels, name="law_levels"),
    path("law/supports/", views.law_supports, name="law_supports"),
    *(
        path(f"law/supports/{row.slug}/", views.law_support, {"slug": row.slug}, name=row.url_name)
        for row in RECKONERS
    ),
    path("law/procedures/", views.law_procedures, name="law_procedures"),
    path("law/calendar/", views.law_calendar, name="law_calendar"),
    path("law/areas/", views.law_areas, name="law_areas"),
    path("law/areas/export/", views.law_areas_export, name="law_areas_export"),
    path("law/changes/", views.law_changes, name="law_changes"),
    path("law/changes/new/<slug:slug>/", views.law_change_new, name="law_change_new"),
    path("law/changes/<int:pk>/", views.law_change, name="law_change"),
    path("law/changes/<int:pk>/step/<slug:slug>/", views.law_change_step, name="law_change_step"),
]
