from django.urls import path

from cases import life_views, views

urlpatterns = [
    path("cases/", views.case_list, name="case_list"),
    path("cases/new/", views.case_new, name="case_new"),
    path("cases/new/person/", views.case_new_person, name="case_new_person"),
    path("cases/new/<int:person_pk>/", views.case_open, name="case_open"),
    path("cases/<int:pk>/", views.case_detail, name="case_detail"),
    path("cases/<int:pk>/explanation.pdf", views.case_explanation, name="case_explanation"),
    path("cases/<int:pk>/facts/", views.case_facts, name="case_facts"),
    path("cases/<int:pk>/change/", views.case_change, name="case_change"),
    path("cases/<int:pk>/group/", views.case_group, name="case_group"),
    path("cases/<int:pk>/papers/", views.case_intake, name="case_intake"),
    path("cases/<int:pk>/step/<slug:slug>/", views.case_step, name="case_step"),
    path("cases/<int:pk>/documents/<int:document_pk>/", views.case_document, name="case_document"),
    path("cases/<int:pk>/scans/", views.case_scans, name="case_scans"),
    path("cases/<int:pk>/scans/<int:scan_pk>/", views.case_scan, name="case_scan"),
    path("cases/<int:pk>/scans/<int:scan_pk>/content/", views.case_scan_content, name="case_scan_content"),
    path(
        "cases/<int:pk>/scans/<int:scan_pk>/take-back/", views.case_scan_take_back, name="case_scan_take_back"
    ),
    path("allowances/<int:pk>/<slug:kind>/", views.change_new, name="change_new"),
    path("prompts/", life_views.prompt_list, name="prompt_list"),
    path("prompts/<int:pk>/", life_views.prompt_detail, name="prompt_detail"),
    path("prompts/<int:pk>/open/", life_views.prompt_open, name="prompt_open"),
    path("prompts/<int:pk>/dismiss/", life_views.prompt_dismiss, name="prompt_dismiss"),
    path("people/<int:pk>/events/new/", life_views.life_event_new, name="life_event_new"),
    path("people/<int:pk>/events/new/<slug:kind>/", life_views.life_event_form, name="life_event_form"),
    path(
        "people/<int:pk>/events/new/<slug:kind>/record/",
        life_views.life_event_record,
        name="life_event_record",
    ),
    path("people/<int:pk>/events/<int:event_pk>/", life_views.life_event, name="life_event"),
    path("track/", views.case_track, name="case_track"),
]
