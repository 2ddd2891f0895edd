"""Units of measure a target may be written in. Pure: words in, a verdict out.

A unit is a counted thing or a measure, perhaps with a multiplier before it ("nghìn tỷ đồng") and a base after a
slash ("giường bệnh/1 vạn dân", "%/năm"). Spelling variants of one letter (sỹ, sĩ) and old tone marks count as equal.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from core.vietnamese import fold

_SHARES = ("%", "‰", "điểm phần trăm", "điểm %", "điểm")
_MULTIPLIERS = ("nghìn tỷ", "nghìn", "ngàn", "triệu", "tỷ", "trăm")
_MULTIPLIED = (
    "đồng", "USD", "lượt", "lượt người", "lượt khách", "người", "tấn", "m2", "m²", "m3", "m³", "con", "cây", "hộ", "kWh",
)  # fmt: skip
_COUNTED = (
    "ha", "héc ta", "km", "km2", "m", "kg", "tạ", "tạ/ha", "MW", "lít", "xã", "phường", "thị trấn", "huyện",
    "huyện/thành phố", "thôn", "bản", "tổ dân phố", "khu dân cư", "trường", "trường học", "lớp", "phòng học", "học sinh",
    "sinh viên", "giáo viên", "giường", "giường bệnh", "bác sĩ", "dược sĩ", "trạm y tế", "cơ sở", "doanh nghiệp",
    "hợp tác xã", "tổ hợp tác", "hội viên", "đoàn viên", "đảng viên", "lao động", "cán bộ", "công chức", "cá nhân",
    "tập thể", "gia đình", "đơn vị", "cơ quan", "sản phẩm", "dự án", "đề tài", "sáng kiến", "mô hình", "công trình",
    "nhà", "căn", "căn hộ", "di tích", "hồ sơ", "thủ tục", "dịch vụ", "văn bản", "cuộc", "buổi", "đợt", "lần", "vụ",
    "vụ việc", "vụ án", "tiêu chí", "chỉ tiêu", "điểm số", "bậc", "năm", "tháng", "ngày", "giờ", "lớp tập huấn",
    "chợ", "cầu", "tuyến", "tuyến đường", "cụm", "khu", "trang trại", "gia trại", "máy", "trạm", "thuê bao", "đơn",
    "suất", "phần", "bộ", "đôi", "chiếc", "tàu", "lượt hộ", "lồng", "mét", "gương điển hình",
)  # fmt: skip
_BASES = (
    "năm", "tháng", "quý", "ngày", "người", "người/năm", "người/tháng", "hộ", "ha", "ha/năm", "ha/vụ", "vạn dân",
    "1 vạn dân", "10.000 dân", "1.000 dân", "100.000 dân", "100 dân", "1.000 trẻ", "1.000 trẻ đẻ sống", "xã", "đơn vị",
    "lao động", "km2", "km²",
)  # fmt: skip


def _folded(unit: str) -> str:
    """What two spellings of one unit share: "bác sỹ" and "bác sĩ", "1 vạn dân" and "vạn dân" stay apart."""
    return re.sub(r"\s*/\s*", "/", fold(unit)).replace("sy", "si")


KNOWN_UNITS: frozenset[str] = frozenset(
    [
        *map(_folded, (*_SHARES, *_MULTIPLIED, *_COUNTED)),
        *(_folded(f"{many} {unit}") for many in _MULTIPLIERS for unit in _MULTIPLIED),
    ]
)
_KNOWN_BASES = frozenset(map(_folded, _BASES))


def is_known_unit(unit: str, more: Collection[str] = ()) -> bool:
    """Whether the words are a unit of this list, or of the province's own (`more`, in any spelling)."""
    wanted = _folded(unit)
    if wanted in KNOWN_UNITS or wanted in {_folded(other) for other in more}:
        return True
    counted, slash, base = wanted.partition("/")
    return bool(slash) and counted in KNOWN_UNITS and base in _KNOWN_BASES


def is_share(unit: str) -> bool:
    """Whether the unit is a part of a whole: percent or per mille, also "by year"."""
    return unit.startswith(("%", "‰"))
