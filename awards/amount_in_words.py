"""Sums of money in Vietnamese words, as the foot of a money sheet writes them. Pure."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_THOUSANDS = ("", "nghìn", "triệu")
_BILLION = 1_000_000_000
#: Words above this are never a sum of money here, and nobody could read them.
LARGEST = _BILLION * _BILLION - 1


def amount_in_words(amount: Decimal | int) -> str:
    """ "Một triệu không trăm ba mươi nghìn đồng"; ValueError for what is no whole sum of đồng from 0 on."""
    whole = int(amount)
    if whole != amount or not 0 <= whole <= LARGEST:
        raise ValueError(f"not a sum of đồng: {amount}")
    words = " ".join(_read(whole)) or _DIGITS[0]
    return f"{words[:1].upper()}{words[1:]} đồng"


def _read(number: int) -> list[str]:
    """Billions first, themselves read as a number; then millions, thousands, units."""
    billions, rest = divmod(number, _BILLION)
    words = [*_read(billions), "tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            words += _group(group, full=bool(words))
            words += [_THOUSANDS[power]] if power else []
    return words


def _group(group: int, *, full: bool) -> list[str]:
    """Three digits; a `full` one stands after others and says its empty hundreds and tens."""
    hundreds, tens, units = group // 100, group // 10 % 10, group % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    return words + _tens(tens, units, after_hundreds=bool(words))


def _tens(tens: int, units: int, *, after_hundreds: bool) -> list[str]:
    if tens == 0:
        if units == 0:
            return []
        return ["linh", _DIGITS[units]] if after_hundreds else [_DIGITS[units]]
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    return [*words, *_units(tens, units)]


def _units(tens: int, units: int) -> list[str]:
    """ "mốt" after twenty and more, "lăm" after ten and more."""
    if units == 0:
        return []
    if units == 1 and tens > 1:
        return ["mốt"]
    return ["lăm"] if units == 5 else [_DIGITS[units]]
