from django.urls import path

from reports import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("people/<int:pk>/", views.person_detail, name="person_detail"),
]
