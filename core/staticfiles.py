"""Static files under names that carry their hash, so that browsers keep them for ever."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """As WhiteNoise does it; vendored source maps that are not shipped must not stop the collection."""

    manifest_strict = False
