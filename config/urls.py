"""Every address of the product; each app lists its own."""

from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.urls import include, path

from offices.views import SignInView, switch_assignment

urlpatterns = [
    path("", include("reports.urls")),
    path("sign-in/", SignInView.as_view(), name="login"),
    path("sign-out/", LogoutView.as_view(), name="logout"),
    path("switch-role/", switch_assignment, name="switch_assignment"),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("beneficiaries.urls")),
    path("", include("entitlements.urls")),
    path("", include("cases.urls")),
    path("", include("payments.urls")),
]
if settings.DEMO or settings.DEBUG:
    urlpatterns += [path("", include("ui.urls"))]
