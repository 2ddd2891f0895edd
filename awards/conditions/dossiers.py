"""What the dossier rests on: registration, earlier awards, the one achievement it is about. Pure."""

from __future__ import annotations

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
from awards.conditions.years import held
from awards.enums import Nature
from awards.facts import Waiver


def registered_beforehand(case: Case, params: Params) -> Reading:
    """The title (or one that includes it) was registered for the year and accepted before the day."""
    codes = (case.entry.code, *params.texts("also", ()))
    registrations, waiver = case.facts.registrations, case.facts.registration_waiver
    name = called(case, case.entry.code)
    for one in registrations or ():
        if one.code in codes and one.year == case.year and one.accepted_on is not None and one.accepted_on < case.on:
            where = f" trong {one.round}" if one.round else ""
            title = called(case, one.code)
            return met(f"Đã đăng ký {title} năm {case.year}{where}, được chấp nhận ngày {day(one.accepted_on)}.")
    if waiver is not None:
        return _waived(waiver, name, case.year)
    if registrations is None:
        return unknown(f"Chưa có dữ liệu đăng ký thi đua năm {case.year}.", f"đăng ký thi đua năm {case.year}")
    return _unregistered(case, codes, name)


def _waived(waiver: Waiver, name: str, year: int) -> Reading:
    if waiver.name and waiver.reason:
        return met(
            sentence(f"Không đăng ký {name} năm {year}; được {waiver.name} chấp nhận ngoại lệ, lý do: {waiver.reason}")
        )
    lacks = listed([*([] if waiver.name else ["người chấp nhận"]), *([] if waiver.reason else ["lý do"])])
    return not_met(f"Không đăng ký {name} năm {year}; ngoại lệ chưa ghi {lacks}.", lacks)


def _unregistered(case: Case, codes: tuple[str, ...], name: str) -> Reading:
    fitting = [one for one in case.facts.registrations or () if one.code in codes and one.year == case.year]
    if any(one.accepted_on is None for one in fitting):
        return unknown(f"Có đăng ký {name} năm {case.year}, chưa ghi ngày được chấp nhận.", "ngày chấp nhận đăng ký")
    if fitting:
        late = min(one.accepted_on for one in fitting if one.accepted_on)
        words = f"Đăng ký {name} năm {case.year} được chấp nhận ngày {day(late)}, không trước ngày xét {day(case.on)}."
        return not_met(words, "đăng ký trước khi xét")
    return not_met(
        f"Không đăng ký {name} năm {case.year}.",
        f"đăng ký {name} năm {case.year}, hoặc ngoại lệ có người chấp nhận và lý do",
    )


def not_already_granted(case: Case, params: Params) -> Reading:
    """The same title was not granted for the same year before."""
    name = called(case, case.entry.code)
    if case.facts.awards is None:
        return unknown(f"Chưa có dữ liệu về quá trình được tặng {name}.", "quá trình khen thưởng")
    there = [a for a in case.facts.awards if a.code == case.entry.code and a.year == case.year and not a.revoked]
    if there:
        return not_met(f"Đã được tặng {name} năm {listed(map(numbered, there))}.", proofs=(a.number for a in there))
    return met(f"Chưa được tặng {name} cho năm {case.year}.")


def one_achievement_one_form(case: Case, params: Params) -> Reading:
    """One achievement is honoured by one form only."""
    forms = params.texts("forms")
    if case.facts.awards is None:
        return unknown("Chưa có dữ liệu về quá trình khen thưởng.", "quá trình khen thưởng")
    standing = [a for a in case.facts.awards if a.code in forms and not a.revoked]
    key = case.facts.achievement.key if case.facts.achievement else ""
    same = [award for award in standing if key and award.achievement == key]
    if same:
        words = f"Thành tích này đã được khen: {', '.join(f'{called(case, a.code)} {numbered(a)}' for a in same)}"
        return not_met(sentence(words), "thành tích khác", (award.number for award in same))
    unclear = [award for award in standing if award.year == case.year and not (key and award.achievement)]
    if unclear:
        words = f"Năm {case.year} đã được khen {', '.join(f'{called(case, a.code)} {numbered(a)}' for a in unclear)}"
        return unknown(f"{words}; chưa ghi rõ thành tích để biết có trùng hay không.", "thành tích của từng lần khen")
    return met("Thành tích này chưa được khen bằng hình thức khác.")


def holds_title(case: Case, params: Params) -> Reading:
    """One of the titles is held for the year."""
    codes = params.texts("codes")
    names = " hoặc ".join(called(case, code) for code in codes)
    if case.facts.awards is None:
        return unknown(
            f"Chưa có dữ liệu về việc được tặng {names} năm {case.year}.", f"quyết định tặng {names} năm {case.year}"
        )
    has = held(case, codes)
    if case.year in has.proven:
        award = has.proven[case.year]
        return met(f"Được tặng {called(case, award.code)} năm {numbered(award)}.", [award.number])
    if case.year in has.unproven:
        return unknown(
            f"Được tặng {names} năm {numbered(has.unproven[case.year])}, chưa đủ căn cứ.",
            "số quyết định, loại thành tích",
        )
    return not_met(f"Chưa được tặng {names} năm {case.year}.", f"quyết định tặng {names} năm {case.year}")


def prior_award(case: Case, params: Params) -> Reading:
    """An earlier award of one of the codes for merit, within so many years where that is asked."""
    codes, within = params.texts("codes"), params.whole("within_years", 0)
    names = called(case, codes[0]) if len(codes) == 1 else " hoặc ".join(dict.fromkeys(called(case, c) for c in codes))
    span = f" trong {within} năm {case.year - within + 1}-{case.year}" if within else ""
    if case.facts.awards is None:
        return unknown(f"Chưa có dữ liệu về việc được tặng {names}.", f"quyết định tặng {names}")
    has = held(case, codes)
    first = case.year - within + 1 if within else 0
    proven = [award for year, award in sorted(has.proven.items()) if first <= year <= case.year]
    if proven:
        return met(f"Đã được tặng {names}{span}: {', '.join(map(numbered, proven))}.", (a.number for a in proven))
    maybe = [award for year, award in sorted(has.unproven.items()) if first <= year <= case.year]
    if maybe:
        words = (
            f"Đã được tặng {names}{span}: {', '.join(map(numbered, maybe))}; chưa đủ số quyết định, loại thành tích."
        )
        return unknown(words, "số quyết định, loại thành tích", (award.number for award in maybe))
    older = [
        f"không tính {numbered(award)}: trước năm {first}" for year, award in sorted(has.proven.items()) if year < first
    ]
    words = " ".join(
        [f"Chưa được tặng {names}{span} cho thành tích công trạng.", *map(sentence, (*has.left_out, *older))]
    )
    return not_met(words, f"quyết định tặng {names}{span}")


def sudden_not_counted(case: Case, params: Params) -> Reading:
    """An award for a sudden achievement or a thematic movement is no ground for a higher one for merit."""
    if case.facts.awards is None:
        return unknown("Chưa có dữ liệu về quá trình khen thưởng.", "quá trình khen thưởng")
    others = [a for a in case.facts.awards if a.nature in (Nature.SUDDEN, Nature.MOVEMENT) and not a.revoked]
    named = [award for award in others if award.number and award.number in (case.facts.relies_on or ())]
    if named:
        shown = ", ".join(f"{called(case, a.code)} {numbered(a)}" for a in named)
        words = f"Hồ sơ lấy khen đột xuất, chuyên đề làm căn cứ: {shown}"
        return not_met(sentence(words), "căn cứ là khen công trạng", (award.number for award in named))
    if others:
        shown = ", ".join(f"{called(case, a.code)} {numbered(a)}" for a in others)
        return met(sentence(f"Không lấy khen đột xuất, chuyên đề làm căn cứ; đã để ngoài: {shown}"))
    return met("Không có khen đột xuất, chuyên đề được lấy làm căn cứ.")


def achievement_of(case: Case, params: Params) -> Reading:
    """The dossier is about an achievement of one of these natures, that works far enough."""
    natures = [Nature(name) for name in params.texts("natures")]
    what, level = params.text("what"), params.reach() if "level" in params.values else None
    achievement = case.facts.achievement
    if achievement is None or achievement.nature is None:
        return unknown(f"Chưa ghi thành tích của hồ sơ: {what}.", what)
    if achievement.nature not in natures:
        return not_met(f"Hồ sơ đề nghị khen {achievement.nature.label.lower()}, không phải {what}.", what)
    if level is not None and achievement.reach is None:
        return unknown(f"Chưa ghi phạm vi ảnh hưởng của thành tích (cần {level.label}).", "phạm vi ảnh hưởng")
    if level is not None and achievement.reach is not None and not achievement.reach.covers(level):
        return not_met(f"Thành tích có phạm vi {achievement.reach.label}, cần {level.label}.", what)
    if not achievement.proof:
        return unknown(f"Hồ sơ nêu {what}, chưa có minh chứng.", f"minh chứng {what}")
    return met(f"Có {what} (theo {achievement.proof}).", [achievement.proof])


RULES = (
    Rule("registered", "Đăng ký thi đua trước", registered_beforehand),
    Rule("not_already_granted", "Chưa được tặng danh hiệu này trong năm", not_already_granted),
    Rule("one_achievement", "Một thành tích, một hình thức khen thưởng", one_achievement_one_form),
    Rule("holds_title", "Danh hiệu trong năm", holds_title),
    Rule("prior_award", "Hình thức khen thưởng đã có", prior_award),
    Rule("sudden_not_counted", "Khen đột xuất, chuyên đề không làm căn cứ", sudden_not_counted),
    Rule("achievement", "Thành tích đề nghị", achievement_of),
)
