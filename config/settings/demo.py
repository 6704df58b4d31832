"""The demo on one machine: example accounts, passwords shown, nothing to keep secret."""

from config.settings.base import *  # noqa: F403  (settings are layered by import)

DEBUG = False
DEMO = True
DEMO_PASSWORD = "xem-thu-an-sinh"  # noqa: S105  (shown on the sign-in page)
SECRET_KEY = "demo-only-key-never-used-in-production-0123456789"  # noqa: S105
ENCRYPTION_SECRETS = [SECRET_KEY]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
