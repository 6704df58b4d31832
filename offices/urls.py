from django.urls import path

from offices import views

urlpatterns = [
    path("drafts/", views.form_draft, name="form_draft"),
    path("delegations/", views.delegation_list, name="delegation_list"),
    path("delegations/<int:pk>/end/", views.delegation_end, name="delegation_end"),
]
