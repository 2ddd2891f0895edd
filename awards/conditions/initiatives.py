"""Initiatives (sáng kiến), topics and schemes that were recognised in time and at the right level. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from awards.conditions.base import Case, Params, Reading, Rule, day, met, not_met, sentence, unknown
from awards.facts import Initiative, Reach


def initiative_recognised(case: Case, params: Params) -> Reading:
    """So many initiatives of the level, of the year or so many years back, recognised before the day."""
    count, back = params.whole("count", 1), params.whole("years_back", 0)
    years = tuple(range(case.year - back, case.year + 1))
    return initiatives_in(case, years, count, params.reach())


def initiatives_in(case: Case, years: tuple[int, ...], count: int, level: Reach) -> Reading:
    """So many initiatives of the level within the years, each recognised before the day."""
    span = f"năm {years[0]}" if len(years) == 1 else f"các năm {years[0]}-{years[-1]}"
    what = f"sáng kiến, đề tài, đề án được công nhận có hiệu quả, phạm vi {level.label} trở lên, {span}"
    if case.facts.initiatives is None:
        return unknown(f"Chưa có dữ liệu về {what}.", what)
    fitting = [one for one in case.facts.initiatives if one.level.covers(level) and one.year in years]
    late = [one for one in fitting if one.recognised_on is not None and one.recognised_on >= case.on]
    proven = _different(one for one in fitting if one not in late and one.recognised_on and one.number)
    maybe = [one for one in fitting if one not in late and not (one.recognised_on and one.number)]
    proofs = [one.number for one in proven]
    if len(proven) >= count:
        return met(sentence(f"Có {len(proven)} {what}: {'; '.join(map(_named, proven))}"), proofs)
    if len(proven) + len(_different(maybe)) >= count:
        missing = "; ".join(f"số, ngày công nhận “{one.name}”" for one in maybe)
        return unknown(sentence(f"Có {what}, nhưng chưa ghi đủ {missing}"), missing, proofs)
    not_counted = [f"không tính {_named(one)}: phải được công nhận trước ngày {day(case.on)}" for one in late]
    narrower = [one for one in case.facts.initiatives if one.year in years and not one.level.covers(level)]
    not_counted += [f"không tính {_named(one)}: chỉ có phạm vi {one.level.label}" for one in narrower]
    words = f"Có {len(proven) + len(maybe)}/{count} {what}"
    return not_met(
        " ".join([sentence(words), *map(sentence, not_counted)]), f"{count - len(proven) - len(maybe)} {what}", proofs
    )


def _different(initiatives: Iterable[Initiative]) -> list[Initiative]:
    """One of each name: the same initiative entered twice is one."""
    return list({one.name.casefold(): one for one in initiatives}.values())


def _named(one: Initiative) -> str:
    known = f"số {one.number}" if one.number else ""
    when = f"ngày {day(one.recognised_on)}" if one.recognised_on else ""
    shown = " ".join(part for part in (known, when) if part)
    return f"“{one.name}”{f' ({shown})' if shown else ''}"


RULES = (Rule("initiative", "Sáng kiến, đề tài, đề án được công nhận", initiative_recognised),)
