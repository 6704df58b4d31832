"""Tests: the demo's settings with cheap passwords and no login delay."""

from config.settings.base import *  # noqa: F403  (settings are layered by import)

DEMO = True
DEMO_PASSWORD = "xem-thu-an-sinh"  # noqa: S105  (shown on the sign-in page)
SECRET_KEY = "test-only-key-0123456789-0123456789-0123456789-0123456789"  # noqa: S105
ENCRYPTION_SECRETS = [SECRET_KEY]
PROTECTION_KEYS = ["dGVzdC1vbmx5LWtleS0wMTIzNDU2Nzg5LTAxMjM0NTY="]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
