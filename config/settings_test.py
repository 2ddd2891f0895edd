"""Settings of the tests: the real ones, with nothing slow and nothing that leaves the process."""

import os
import tempfile
from pathlib import Path

# A folder for each process: what one worker of the tests writes, another must not see.
if "PYTEST_XDIST_WORKER" in os.environ or "VAR_DIR" not in os.environ:
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="thidua-test-")
os.environ.setdefault("SECRET_KEY", "a key for tests only, never used elsewhere")

from config.settings import *  # the environment must be set before the settings read it
from config.settings import VAR_DIR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(VAR_DIR) / "media"
(Path(VAR_DIR) / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise asks for the folder when it starts
OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL", "memory://")
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {}
AXES_ENABLED = False
