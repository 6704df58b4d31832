from django.urls import path

from reports import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("people/<int:pk>/", views.person_detail, name="person_detail"),
    path("people/<int:pk>/explanation.pdf", views.person_explanation, name="person_explanation"),
    path("changes/", views.changes, name="changes"),
    path("changes/file.xlsx", views.changes_xlsx, name="changes_xlsx"),
    path("what-if/", views.whatif, name="whatif"),
    path("what-if/file.xlsx", views.whatif_xlsx, name="whatif_xlsx"),
]
