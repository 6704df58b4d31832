from django.urls import path

from entitlements import views

urlpatterns = [
    path("imports/", views.import_list, name="import_list"),
    path("imports/new/", views.import_new, name="import_new"),
    path("imports/held/", views.import_held, name="import_held"),
    path("imports/<int:pk>/", views.import_detail, name="import_detail"),
    path("imports/<int:pk>/confirm/", views.import_confirm, name="import_confirm"),
    path("imports/<int:pk>/cancel/", views.import_cancel, name="import_cancel"),
    path("imports/<int:pk>/rows/<int:row_pk>/", views.import_row, name="import_row"),
    path("imports/<int:pk>/rows/<int:row_pk>/<slug:slug>/", views.import_row_step, name="import_row_step"),
]
