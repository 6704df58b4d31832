"""Every address of the product; each app lists its own."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import include, path
from django.views.i18n import set_language

from offices.views import SignInView, switch_assignment

urlpatterns = [
    path("", include("reports.urls")),
    path("sign-in/", SignInView.as_view(), name="login"),
    path("sign-out/", LogoutView.as_view(), name="logout"),
    path("switch-role/", switch_assignment, name="switch_assignment"),
    path("language/setlang/", login_not_required(set_language), name="set_language"),
    path("", include("offices.urls")),
    path("", include("beneficiaries.urls")),
    path("", include("entitlements.urls")),
    path("", include("cases.urls")),
    path("", include("protection.urls")),
    path("", include("payments.urls")),
    path("", include("policy.urls")),
]
if settings.DEMO or settings.DEBUG:
    urlpatterns += [path("", include("ui.urls"))]
