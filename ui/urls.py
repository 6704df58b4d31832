"""The gallery of components, for people who build screens; only in the demo."""

from django.urls import path

from ui import views

urlpatterns = [path("gallery/", views.gallery, name="gallery")]
