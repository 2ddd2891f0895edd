"""What the words of a target suggest about it: level or change, which way is better, how results add up. Pure.

Suggestions only: staff see them in their fields and change what does not fit.
"""

from __future__ import annotations

import re
from decimal import Decimal

from core.vietnamese import fold
from targets.enums import Comparator, Direction, Group, Measure, Polarity
from targets.quantity import Quantity
from targets.units import is_share

_GROWTH = re.compile(r"^(?:toc do tang|toc do phat trien|ty le tang|muc tang|tang )")
_CUT = re.compile(r"^(?:giam|ty le giam|muc giam|toc do giam)\b")
_WORSE_WHEN_HIGHER = re.compile(
    r"suy dinh duong|that nghiep|ho ngheo|can ngheo|tai nan|pham phap|toi pham|tu vong|tang dan so|lao dong trong linh vuc"
    r" nong nghiep|no dong|o nhiem|ton dong|vi pham|nong,? lam|bo hoc|tao hon|nghien|ma tuy"
)
_STRUCTURE = re.compile(r"^co cau\b|ty trong")
_NEUTRAL_SHARE = re.compile(r"^thue\b|tro cap")
_BY_YEARS_END = re.compile(
    r"^(?:tong )?(?:thu |chi |von|gia tri san xuat|gia tri xuat|kim ngach|doanh thu|tong muc|luong khach|tong luong khach"
    r"|khach du lich|trong rung|trong moi|san luong|giai ngan|thu ngan sach|tong thu|tong chi|tong von)"
)


def direction_of(name: str, quantity: Quantity) -> Direction:
    """The direction of the words, or of the name when it is itself a change ("Tốc độ tăng …", "Giảm …")."""
    if quantity.direction != Direction.LEVEL or re.search(r"còn\s*$", quantity.wording.lead, re.IGNORECASE):
        return quantity.direction
    folded = fold(name)
    if _CUT.search(folded):
        return Direction.DECREASE
    return Direction.INCREASE if _GROWTH.search(folded) else Direction.LEVEL


def measure_of(name: str, quantity: Quantity, whole: str = "") -> Measure:
    """How results add up; `whole` is the name of the breakdown the target stands under."""
    folded, direction = fold(name), direction_of(name, quantity)
    if _STRUCTURE.search(fold(whole)) or _STRUCTURE.search(folded):
        return Measure.STRUCTURE
    if direction != Direction.LEVEL:
        if not is_share(quantity.unit) or re.search(r"ho ngheo|can ngheo", folded):
            return Measure.FLOW  # so many more, or so many points less, in the course of the year
        return Measure.RATE
    return Measure.FLOW if _BY_YEARS_END.search(folded) and not is_share(quantity.unit) else Measure.LEVEL


def polarity_of(name: str, quantity: Quantity, whole: str = "") -> Polarity:
    """Which way is better. The comparator says it where it can; of a cut, more is better."""
    if quantity.comparator in (Comparator.LT, Comparator.LE):
        return Polarity.LOWER
    if quantity.comparator in (Comparator.GT, Comparator.GE):
        return Polarity.HIGHER
    folded = fold(name)
    if measure_of(name, quantity, whole) == Measure.STRUCTURE and _NEUTRAL_SHARE.search(folded):
        return Polarity.NEUTRAL
    if direction_of(name, quantity) == Direction.DECREASE:
        return Polarity.HIGHER
    return Polarity.LOWER if _WORSE_WHEN_HIGHER.search(folded) else Polarity.HIGHER


def group_of(heading: str) -> Group | None:
    """The group a heading names ("Các chỉ tiêu kinh tế"), if it names one."""
    folded = fold(heading)
    for words, group in (
        ("moi truong", Group.ENVIRONMENT),
        ("quoc phong", Group.SECURITY),
        ("an ninh", Group.SECURITY),
        ("van hoa", Group.SOCIETY),
        ("kinh te - xa hoi", None),
        ("xa hoi", Group.SOCIETY),
        ("kinh te", Group.ECONOMY),
    ):
        if words in folded:
            return group
    return None


def faults_of(name: str, quantity: Quantity) -> list[str]:
    """What is impossible about a number that reads well: a share of a whole above 100%."""
    highest = max(quantity.low, quantity.high or Decimal(0))
    whole = fold(name)
    is_part = quantity.unit == "%" and direction_of(name, quantity) == Direction.LEVEL
    if is_part and highest > 100 and re.match(r"(?:ty le|ty trong|co cau|so)\b|.*\bchiem\b", whole):
        return [f"{quantity.words}: một tỷ lệ không vượt quá 100%. Hãy kiểm tra lại số."]
    return []
