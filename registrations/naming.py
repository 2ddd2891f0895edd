"""How a unit is named among the units of its own province. Pure."""

from __future__ import annotations

import re

#: Bodies that are named without their province; others keep the word before it ("Công an tỉnh").
_BARE = re.compile(r"(?:Sở|Ban|Cục|Chi cục|Kho bạc|Ngân hàng)\b")


def name_on_paper(name: str, place: str) -> str:
    """ "Sở Nội vụ tỉnh Lào Cai" → "Sở Nội vụ"; "Văn phòng Ủy ban nhân dân tỉnh Lào Cai" loses the place alone.

    `place` is the province's own ("Lào Cai"); without one, or in another place, the name stays as it is.
    """
    found = re.fullmatch(rf"(?P<bare>.+) (?P<level>tỉnh|thành phố) {re.escape(place)}", name) if place else None
    if found is None:
        return name
    return found["bare"] if _BARE.match(name) else f"{found['bare']} {found['level']}"
