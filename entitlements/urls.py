from django.urls import path

from entitlements import views

urlpatterns = [
    path("reviews/", views.review_list, name="review_list"),
    path("reviews/new/", views.review_new, name="review_new"),
    path("reviews/<int:pk>/", views.review_detail, name="review_detail"),
    path("reviews/<int:pk>/step/<slug:slug>/", views.review_step, name="review_step"),
    path("reviews/<int:pk>/pdf/", views.review_pdf, name="review_pdf"),
    path("reviews/<int:pk>/xlsx/", views.review_xlsx, name="review_xlsx"),
    path("imports/", views.import_list, name="import_list"),
    path("imports/new/", views.import_new, name="import_new"),
    path("imports/held/", views.import_held, name="import_held"),
    path("imports/<int:pk>/", views.import_detail, name="import_detail"),
    path("imports/<int:pk>/confirm/", views.import_confirm, name="import_confirm"),
    path("imports/<int:pk>/cancel/", views.import_cancel, name="import_cancel"),
    path("imports/<int:pk>/rows/<int:row_pk>/", views.import_row, name="import_row"),
    path("imports/<int:pk>/rows/<int:row_pk>/<slug:slug>/", views.import_row_step, name="import_row_step"),
]
