"""A registration as plain values for other programs: bloc, letter, pledges with their numbers, units with titles. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from registrations.commitments import Found
from registrations.commitments import read as read_promises
from registrations.content import Content, Registered, UnitRow
from registrations.letter_paper import plain

_KINDS = {"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}
_CAMPAIGN = re.compile(r"phong trào thi đua “([^”]+)”")
#: "Chỉ thị số 01/CT-UBND ngày 19/01/2024 của UBND tỉnh Lào Cai" up to what it is about; and a law by its name.
_REFERENCE = re.compile(
    r"(?:Nghị quyết|NQ|Nghị định|Thông tư|Quyết định|Chỉ thị|Kế hoạch|Hướng dẫn|Công văn) số \d+[\w/.-]*\w"
    r"(?: ngày \d{1,2}/\d{1,2}/\d{4})?(?: của .+?(?= (?:về|một|trong|theo|và) |[;,.:”]|$))?"
    r"|Luật [A-ZĐ]\w*(?: \w+)*?(?:, \w+ \w+)?(?= (?:và|năm|số|về)\b|[;.:”]|$)"
)


def export(content: Content) -> dict[str, Any]:
    """`number` is None where there is none yet; a title without a number has the count None."""
    letter = content.letter
    text = "\n".join(_unstyled(part) for part in (letter.introduction, *content.pledges, letter.closing))
    spelled = _spellings(content)
    return {
        "bloc": content.bloc,
        "year": content.year,
        "date": _date(content),
        "number": letter.number or None,
        "addressee": letter.addressee.rstrip(". "),
        "legal_refs": list(dict.fromkeys(_REFERENCE.findall(text))),
        "campaigns": list(dict.fromkeys(_CAMPAIGN.findall(text))),
        "pledges": [_pledge(number, words) for number, words in enumerate(content.pledges, start=1)],
        "signer_title": letter.signer_title,
        "signer_office": letter.signer_office,
        "on_behalf_of": letter.on_behalf_of,
        "signer_name": letter.signer_name,
        "recipients": [line.strip(" -.;,") for line in letter.recipients.split("\n") if line.strip(" -.;,")],
        "units": [_unit(number, unit, spelled) for number, unit in enumerate(content.units, start=1)],
    }


def rows(content: Content) -> Iterator[str]:
    """The table for the eye, with the sums at its end."""
    yield f"{content.code}: {content.bloc}, năm {content.year}"
    for number, unit in enumerate(content.units, start=1):
        yield f"{number}. {unit.name}"
        yield from (f"   cơ quan: {one.on_paper}" for one in unit.own)
        yield from (f"   {one.on_paper}" for one in unit.inner)
        if unit.reason:
            yield f"   không đăng ký: {unit.reason}"
    for total in content.totals.values():
        more = f" và {total.unnumbered} dòng chưa ghi số" if total.unnumbered else ""
        yield f"Cộng {total.title}: {total.count}{more}"


def _date(content: Content) -> str | None:
    """ "2024-03", "2024-03-15", as far as the letter says it."""
    month, day = content.letter.month, content.letter.day
    if month is None:
        return None
    return f"{content.year}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def _pledge(number: int, words: str) -> dict[str, Any]:
    text = _unstyled(words)
    return {"item": number, "text": text, "commitments": [_commitment(found) for found in read_promises(text)]}


def _commitment(found: Found) -> dict[str, Any]:
    quantity = found.quantity
    is_range = quantity.high is not None
    return {
        "text": found.words,
        "name": found.name,
        "comparator": quantity.comparator.value,
        "value": None if is_range else _number(quantity.low),
        "value_min": _number(quantity.low) if is_range else None,
        "value_max": _number(quantity.high),
        "unit": quantity.unit,
        "direction": quantity.direction.value,
        "baseline_year": quantity.baseline_year,
        "group": None,
        "part_of": None,
    }


def _unit(number: int, unit: UnitRow, spelled: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "stt": number,
        "name": unit.name,
        "unit_titles": [one.words for one in unit.own],
        "subordinate": [
            {
                "count": one.count,
                "kind": _KINDS.get(one.subject, one.subject),
                "title": spelled[one.code],
                "raw": one.on_paper,
            }
            for one in unit.inner
        ],
    }
    return found | ({"reason": unit.reason} if unit.reason else {})


def _spellings(content: Content) -> dict[str, str]:
    """One spelling of each title for the whole: as the bloc writes it first, else the catalogue's."""
    found: dict[str, str] = {}
    inner = [one for unit in content.units for one in unit.inner]
    for one in inner:
        if one.code not in found and _writes_it(one):
            found[one.code] = one.title_on_paper
    return {one.code: found.get(one.code, one.title) for one in inner}


def _writes_it(one: Registered) -> bool:
    """Whether the words of the row hold the title, in one spelling or the other."""
    return one.title_on_paper != one.title or one.title.lower() in one.words.lower()


def _unstyled(text: str) -> str:
    """Without the signs of italics and bold."""
    return plain(text.replace("*", ""))


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
