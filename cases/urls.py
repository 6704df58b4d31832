from django.urls import path

from cases import views

urlpatterns = [
    path("cases/", views.case_list, name="case_list"),
    path("cases/new/", views.case_new, name="case_new"),
    path("cases/new/person/", views.case_new_person, name="case_new_person"),
    path("cases/new/<int:person_pk>/", views.case_open, name="case_open"),
    path("cases/<int:pk>/", views.case_detail, name="case_detail"),
    path("cases/<int:pk>/explanation.pdf", views.case_explanation, name="case_explanation"),
    path("cases/<int:pk>/facts/", views.case_facts, name="case_facts"),
    path("cases/<int:pk>/group/", views.case_group, name="case_group"),
    path("cases/<int:pk>/papers/", views.case_intake, name="case_intake"),
    path("cases/<int:pk>/step/<slug:slug>/", views.case_step, name="case_step"),
    path("cases/<int:pk>/documents/<int:document_pk>/", views.case_document, name="case_document"),
    path("track/", views.case_track, name="case_track"),
]
