"""Runs of consecutive years: titles, ratings, and what must fall within them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from awards.conditions.base import (
    Case,
    Params,
    Reading,
    Rule,
    called,
    day,
    listed,
    met,
    not_met,
    numbered,
    sentence,
    unknown,
)
from awards.conditions.initiatives import initiatives_in
from awards.enums import Answer, Nature
from awards.facts import AwardFact, Grade, Rating, Reach, windows


@dataclass(frozen=True)
class Held:
    """The awards of some codes sorted by what they are worth on the day: proven, unproven, and why others don't count."""

    proven: Mapping[int, AwardFact]
    unproven: Mapping[int, AwardFact]
    left_out: tuple[str, ...]

    @property
    def years(self) -> frozenset[int]:
        return frozenset(self.proven)

    @property
    def possible_years(self) -> frozenset[int]:
        return frozenset(self.proven) | frozenset(self.unproven)


def held(case: Case, codes: Iterable[str]) -> Held:
    """What the subject holds of these codes for merit, in force on the day. An empty history where nobody has looked."""
    wanted = frozenset(codes)
    proven: dict[int, AwardFact] = {}
    unproven: dict[int, AwardFact] = {}
    left_out: list[str] = []
    for award in case.facts.awards or ():
        if award.code not in wanted:
            continue
        why = why_not_counted(case, award)
        if why:
            left_out.append(f"không tính {numbered(award)}: {why}")
        elif award.nature is None or not award.number:
            unproven.setdefault(award.year, award)
        else:
            proven.setdefault(award.year, award)
    return Held(proven, {y: a for y, a in unproven.items() if y not in proven}, tuple(left_out))


def why_not_counted(case: Case, award: AwardFact) -> str:
    """Why an award doesn't count towards a higher one for merit; empty where it does, or may."""
    if award.revoked:
        return f"đã bị hủy bỏ{f' theo {award.revoked_by}' if award.revoked_by else ''}"
    if award.decided_on is not None and award.decided_on > case.on:
        return f"quyết định ban hành sau ngày {day(case.on)}"
    if award.nature in (Nature.SUDDEN, Nature.MOVEMENT):
        return f"khen {award.nature.label.lower()}, không làm căn cứ xét khen công trạng"
    if award.nature not in (None, Nature.MERIT):
        return f"khen {award.nature.label.lower()}, không phải khen công trạng"
    return ""


def _unproven_words(award: AwardFact) -> str:
    lacks = [*([] if award.number else ["số quyết định"]), *([] if award.nature else ["loại thành tích"])]
    return f"{' và '.join(lacks)} của năm {award.year}"


def _with(left_out: Iterable[str], words: str) -> str:
    return " ".join([sentence(words), *(sentence(one) for one in left_out)])


def consecutive_titles(case: Case, params: Params) -> Reading:
    """So many years in a row of a title, ending in the year or the one before."""
    code, count = params.text("code"), params.whole("count")
    spacing, lag = params.whole("spacing", 1), params.whole("lag", 1)
    name = called(case, code)
    if case.facts.awards is None:
        return unknown(
            f"Chưa có dữ liệu về quá trình được tặng {name}.", f"quyết định tặng {name} của {count} năm liên tục"
        )
    has = held(case, [code])
    options = list(windows(case.year, count, lag=lag))
    for years in options:
        if has.years.issuperset(years):
            return _full_run(has, years, name)
    for years in options:
        if has.possible_years.issuperset(years):
            return _unproven_run(has, years, name)
    if spacing > 1 and (times := _spaced_run(case, has, count, spacing, lag)):
        return _spaced_reading(has, times, name, spacing)
    return _broken_run(has, max(options, key=lambda years: len(has.possible_years.intersection(years))), name)


def _full_run(has: Held, years: tuple[int, ...], name: str) -> Reading:
    awards = [has.proven[year] for year in years]
    words = f"Có {len(years)}/{len(years)} năm liên tục được tặng {name}: {', '.join(map(numbered, awards))}"
    return met(_with((), words), (award.number for award in awards))


def _unproven_run(has: Held, years: tuple[int, ...], name: str) -> Reading:
    awards = [has.proven.get(year) or has.unproven[year] for year in years]
    lacking = "; ".join(_unproven_words(award) for award in awards if award.year in has.unproven)
    words = (
        f"Có thể đủ {len(years)} năm liên tục được tặng {name}: {', '.join(map(numbered, awards))}; còn thiếu {lacking}"
    )
    return unknown(_with((), words), lacking, (award.number for award in awards))


def _broken_run(has: Held, years: tuple[int, ...], name: str) -> Reading:
    there = [has.proven.get(year) or has.unproven[year] for year in years if year in has.possible_years]
    lacking = [year for year in years if year not in has.possible_years]
    shown = f": {', '.join(map(numbered, there))}" if there else ""
    missing = f"năm {listed(lacking)}"
    words = f"Có {len(there)}/{len(years)} năm liên tục được tặng {name}{shown}; thiếu {missing}"
    return not_met(_with(has.left_out, words), f"quyết định tặng {name} {missing}", (award.number for award in there))


def _spaced_run(case: Case, has: Held, count: int, spacing: int, lag: int) -> tuple[int, ...]:
    """The times a title was held exactly so many years apart, ending in the year or the one before."""
    for end in range(case.year, case.year - lag - 1, -1):
        times = tuple(range(end - spacing * (count - 1), end + 1, spacing))
        if has.years.issuperset(times):
            return times
    return ()


def _spaced_reading(has: Held, times: tuple[int, ...], name: str, spacing: int) -> Reading:
    awards = [has.proven[year] for year in times]
    words = (
        f"Có {len(times)} lần được tặng {name}, mỗi lần cách nhau {spacing} năm: {', '.join(map(numbered, awards))}; "
        "“lần liên tục” tính theo năm hay theo kỳ xét chưa đối chiếu được với văn bản gốc"
    )
    return unknown(_with(has.left_out, words), "ý kiến về cách tính “lần liên tục”", (award.number for award in awards))


# Ratings.


def best_ratings(case: Case) -> Mapping[int, Rating]:
    """The best rating of each year; a proven one before an unproven one of the same grade."""
    best: dict[int, Rating] = {}
    for rating in case.facts.ratings or ():
        there = best.get(rating.year)
        if there is None or _worth(rating) > _worth(there):
            best[rating.year] = rating
    return best


def _worth(rating: Rating) -> tuple[int, bool]:
    return -list(Grade).index(rating.grade), bool(rating.proof)


def rating_at_least(case: Case, params: Params) -> Reading:
    """The rating of the year itself."""
    grade = params.grade()
    if case.facts.ratings is None:
        return unknown(f"Chưa có kết quả xếp loại năm {case.year}.", f"kết quả xếp loại năm {case.year}")
    proven = {y: r for y, r in _reaching(case, grade).items() if r.proof}
    rating = proven.get(case.year) or best_ratings(case).get(case.year)
    if rating is None:
        return unknown(f"Chưa có kết quả xếp loại năm {case.year}.", f"kết quả xếp loại năm {case.year}")
    words = f"Năm {case.year} xếp loại “{rating.grade.label}”"
    if not rating.grade.reaches(grade):
        return not_met(f"{words}, cần từ “{grade.label}” trở lên.", f"xếp loại “{grade.label}”", [rating.proof])
    if not rating.proof:
        return unknown(f"{words}, chưa ghi số văn bản xếp loại.", f"số văn bản xếp loại năm {case.year}")
    return met(f"{words} (số {rating.proof}).", [rating.proof])


def _reaching(case: Case, grade: Grade) -> dict[int, Rating]:
    """By year, a rating that reaches the grade: a proven one where there is any."""
    found: dict[int, Rating] = {}
    for rating in case.facts.ratings or ():
        if rating.grade.reaches(grade) and (rating.year not in found or not found[rating.year].proof):
            found[rating.year] = rating
    return found


def rated_years(case: Case, params: Params) -> Reading:
    """So many years in a row rated at least so, and within the same years so many titles or initiatives where asked."""
    grade, count = params.grade(), params.whole("count")
    wanted = _Wanted(params)
    if case.facts.ratings is None:
        return unknown("Chưa có kết quả xếp loại các năm.", f"kết quả xếp loại {count} năm liên tục")
    readings = [_one_window(case, years, grade, wanted) for years in windows(case.year, count)]
    for answer in (Answer.MET, Answer.UNKNOWN):
        for reading in readings:
            if reading.answer == answer:
                return reading
    return max(readings, key=lambda reading: len(reading.proofs))


class _Wanted:
    """What must fall within the years: `titles` of a code, or `initiatives` of a level."""

    def __init__(self, params: Params) -> None:
        self.titles = params.whole("titles", 0)
        self.code = params.text("code", "") if not self.titles else params.text("code")
        self.initiatives = params.whole("initiatives", 0)
        self.level = params.reach() if self.initiatives else Reach.BASE


def _one_window(case: Case, years: tuple[int, ...], grade: Grade, wanted: _Wanted) -> Reading:
    rated = _rated_window(case, years, grade)
    also = [rated]
    if wanted.titles:
        also.append(_titles_window(case, years, wanted))
    if wanted.initiatives:
        also.append(initiatives_in(case, years, wanted.initiatives, wanted.level))
    proofs = [proof for reading in also for proof in reading.proofs]
    words = " ".join(reading.sentence for reading in also)
    missing = "; ".join(reading.missing for reading in also if reading.missing)
    if any(reading.answer == Answer.NOT_MET for reading in also):
        return not_met(words, missing, proofs)
    if any(reading.answer == Answer.UNKNOWN for reading in also):
        return unknown(words, missing, proofs)
    return met(words, proofs)


def _rated_window(case: Case, years: tuple[int, ...], grade: Grade) -> Reading:
    reaching, best = _reaching(case, grade), best_ratings(case)
    there = [reaching[year] for year in years if year in reaching]
    below = [year for year in years if year in best and year not in reaching]
    silent = [year for year in years if year not in best]
    proofs = [rating.proof for rating in there]
    shown = ", ".join(f"{rating.year} ({f'số {rating.proof}' if rating.proof else 'chưa ghi số'})" for rating in there)
    words = (
        f"Có {len(there)}/{len(years)} năm liên tục xếp loại từ “{grade.label}” trở lên{f': {shown}' if shown else ''}"
    )
    if below:
        return not_met(
            sentence(f"{words}; năm {listed(below)} xếp loại thấp hơn"), f"xếp loại năm {listed(below)}", proofs
        )
    if silent:
        missing = f"kết quả xếp loại năm {listed(silent)}"
        return unknown(sentence(f"{words}; chưa có {missing}"), missing, proofs)
    unnumbered = [rating.year for rating in there if not rating.proof]
    if unnumbered:
        missing = f"số văn bản xếp loại năm {listed(unnumbered)}"
        return unknown(sentence(f"{words}; chưa có {missing}"), missing, proofs)
    return met(sentence(words), proofs)


def _titles_window(case: Case, years: tuple[int, ...], wanted: _Wanted) -> Reading:
    name = called(case, wanted.code)
    if case.facts.awards is None:
        return unknown(f"Chưa có dữ liệu về quá trình được tặng {name}.", f"quyết định tặng {name}")
    has = held(case, [wanted.code])
    proven = [has.proven[year] for year in years if year in has.proven]
    maybe = [has.unproven[year] for year in years if year in has.unproven]
    shown = f": {', '.join(map(numbered, [*proven, *maybe]))}" if proven or maybe else ""
    words = f"Trong thời gian đó có {len(proven) + len(maybe)}/{wanted.titles} lần được tặng {name}{shown}"
    proofs = [award.number for award in proven]
    if len(proven) >= wanted.titles:
        return met(sentence(words), proofs)
    if len(proven) + len(maybe) >= wanted.titles:
        return unknown(sentence(words), "; ".join(map(_unproven_words, maybe)), proofs)
    short = wanted.titles - len(proven) - len(maybe)
    return not_met(_with(has.left_out, words), f"{short} lần được tặng {name}", proofs)


RULES = (
    Rule("consecutive_titles", "Danh hiệu nhiều năm liên tục", consecutive_titles),
    Rule("rating_at_least", "Mức độ hoàn thành nhiệm vụ trong năm", rating_at_least),
    Rule("rated_years", "Mức độ hoàn thành nhiệm vụ nhiều năm liên tục", rated_years),
)
