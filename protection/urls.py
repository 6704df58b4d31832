from django.urls import path, register_converter
from django.urls.converters import StringConverter

from protection import views


class SealedKindConverter(StringConverter):
    regex = "reporter|harmer"


register_converter(SealedKindConverter, "sealed_kind")

# No address holds anything about a child: a random code at most.
urlpatterns = [
    path("protection/", views.protection_queue, name="protection_queue"),
    path("protection/search/", views.protection_search, name="protection_search"),
    path("protection/report/", views.protection_report, name="protection_report"),
    path("protection/counts/", views.protection_counts, name="protection_counts"),
    path("protection/emergency-access/", views.protection_glass, name="protection_glass"),
    path("protection/questions/<uuid:pk>/", views.protection_inquiry, name="protection_inquiry"),
    path("protection/tasks/<uuid:pk>/", views.protection_task, name="protection_task"),
    path("protection/case/<slug:code>/", views.protection_case, name="protection_case"),
    path("protection/case/<slug:code>/print/", views.protection_print, name="protection_print"),
    path("protection/case/<slug:code>/report/", views.protection_add_report, name="protection_add_report"),
    path("protection/case/<slug:code>/step/<slug:slug>/", views.protection_step, name="protection_step"),
    path(
        "protection/case/<slug:code>/sealed/<sealed_kind:kind>/",
        views.protection_sealed,
        name="protection_sealed",
    ),
    path("protection/case/<slug:code>/services/<uuid:pk>/", views.protection_reply, name="protection_reply"),
    path("protection/case/<slug:code>/access/<uuid:pk>/", views.protection_key, name="protection_key"),
    path("protection/case/<slug:code>/ask/<slug:office_code>/", views.protection_ask, name="protection_ask"),
]
