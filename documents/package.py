"""Office files are packages of parts, each with a date: here they get the same one, so that equal papers are equal files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

#: A fixed day (of the decree).
FIXED_DAY = datetime(2020, 3, 5)  # noqa: DTZ001  # the formats know no zones


def undated(buffer: io.BytesIO, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """The same package with the fixed day on every part; `replaced` gives parts other contents."""
    packed = io.BytesIO()
    with zipfile.ZipFile(buffer) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as same:
        for name in parts.namelist():
            info = zipfile.ZipInfo(name, FIXED_DAY.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            same.writestr(info, (replaced or {}).get(name) or parts.read(name))
    return packed.getvalue()
