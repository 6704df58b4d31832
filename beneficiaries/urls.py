from django.urls import path

from beneficiaries import views

urlpatterns = [
    path("people/", views.person_list, name="person_list"),
    path("people/export/", views.person_export, name="person_export"),
    path("people/new/", views.person_new, name="person_new"),
    path("people/poverty/", views.poverty_year, name="poverty_year"),
    path("people/<int:pk>/edit/", views.person_edit, name="person_edit"),
    path("people/<int:pk>/facts/", views.person_facts, name="person_facts"),
    path("people/<int:pk>/account/", views.person_account, name="person_account"),
    path("people/account-changes/", views.account_changes, name="account_changes"),
    path("people/<int:pk>/accounts/<int:account_pk>/confirm/", views.account_confirm, name="account_confirm"),
    path("people/<int:pk>/accounts/<int:account_pk>/decline/", views.account_decline, name="account_decline"),
    path("people/<int:pk>/collector/", views.person_collector, name="person_collector"),
    path("people/<int:pk>/household/", views.person_household, name="person_household"),
    path("people/<int:pk>/poverty/", views.person_poverty, name="person_poverty"),
    path("people/<int:pk>/findings/<int:finding_pk>/", views.finding_settle, name="finding_settle"),
    path("people/<int:pk>/relations/new/", views.relation_new, name="relation_new"),
    path("people/<int:pk>/relations/<int:relation_pk>/end/", views.relation_end, name="relation_end"),
]
