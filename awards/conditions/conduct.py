"""What stands against a subject or speaks for it: open matters, discipline, missed targets of the unit it heads. Pure."""

from __future__ import annotations

from awards.conditions.base import (
    Case,
    Params,
    Reading,
    Rule,
    clause,
    day,
    document,
    listed,
    met,
    not_met,
    sentence,
    unknown,
)
from awards.facts import Pending, TargetFact
from targets.enums import Verdict


def nothing_pending(case: Case, params: Params) -> Reading:
    """Not while discipline, an investigation, an inspection, a complaint or a press report is being settled."""
    pending = case.facts.pending
    what = "kỷ luật, điều tra, thanh tra, kiểm tra, khiếu nại, tố cáo, báo chí"
    if pending is None:
        return unknown(
            f"Chưa xác minh có vụ việc đang được xem xét hay không ({what}).",
            f"xác nhận của cơ quan có thẩm quyền về {what}",
        )
    open_ones = [one for one in pending if one.since is None or one.since <= case.on]
    if open_ones:
        words = f"Chưa xét khen thưởng: {'; '.join(map(_pending_words, open_ones))}"
        return not_met(sentence(words), "kết luận của vụ việc", (one.document for one in open_ones))
    return met(f"Không có vụ việc đang được xem xét ({what}).")


def _pending_words(one: Pending) -> str:
    since = f" từ ngày {day(one.since)}" if one.since else ""
    paper = f" ({document(one.document, None)})" if one.document else ""
    return f"{one.kind.label}{since}{paper}, theo {one.said_by or 'nguồn chưa ghi'}"


def discipline_over(case: Case, params: Params) -> Reading:
    """No measure of discipline is still running."""
    disciplines = case.facts.disciplines
    if disciplines is None:
        return unknown("Chưa có dữ liệu về kỷ luật.", "xác nhận về kỷ luật và thời hạn")
    running = [one for one in disciplines if one.ended_on is not None and one.ended_on > case.on]
    if running:
        until = "; ".join(
            f"{document(one.document, None) or 'chưa ghi số'} đến ngày {day(one.ended_on)}"
            for one in running
            if one.ended_on
        )
        return not_met(
            sentence(f"Đang trong thời hạn kỷ luật: {until}"), "hết thời hạn kỷ luật", (one.document for one in running)
        )
    if any(one.ended_on is None for one in disciplines):
        papers = listed(document(one.document, None) or "chưa ghi số" for one in disciplines if one.ended_on is None)
        return unknown(f"Có kỷ luật ({papers}), chưa ghi ngày hết thời hạn.", "ngày hết thời hạn kỷ luật")
    if disciplines:
        last = max(one.ended_on for one in disciplines if one.ended_on)
        return met(
            f"Đã hết thời hạn kỷ luật ngày {day(last)}; thành tích tính từ ngày này.",
            (one.document for one in disciplines),
        )
    return met("Không bị kỷ luật.")


def unit_targets_met(case: Case, params: Params) -> Reading:
    """The head of a unit that missed an assigned target is not considered (a directive of the province)."""
    subject, targets, by = case.facts.subject, case.facts.targets, params.text("directive")
    if subject.is_head is False:
        return met("Không phải người đứng đầu cơ quan, đơn vị nên không xét theo chỉ tiêu của đơn vị.")
    unit = subject.unit or "đơn vị"
    if targets is None:
        return unknown(
            f"Chưa có dữ liệu về chỉ tiêu giao cho {unit}.", f"kết quả chỉ tiêu giao cho {unit} năm {case.year}"
        )
    if not targets:
        return met(f"{unit[0].upper()}{unit[1:]} không được giao chỉ tiêu.")
    missed = _of(targets, Verdict.MISSED)
    if missed and subject.is_head is None:
        words = f"{len(missed)}/{len(targets)} chỉ tiêu giao cho {unit} không hoàn thành, nhưng chưa rõ có phải người đứng đầu hay không"
        return unknown(
            sentence(f"{words}: {_listed_targets(missed)}"), "chức vụ: có phải người đứng đầu đơn vị hay không"
        )
    if missed:
        words = f"Người đứng đầu {unit} không được xét: {len(missed)}/{len(targets)} chỉ tiêu được giao không hoàn thành ({by})"
        return not_met(sentence(f"{words}: {_listed_targets(missed)}"), "hoàn thành các chỉ tiêu được giao")
    return _open_or_met(case, targets, unit)


def _open_or_met(case: Case, targets: tuple[TargetFact, ...], unit: str) -> Reading:
    without = _of(targets, Verdict.NO_DATA)
    running = _of(targets, Verdict.BEHIND, Verdict.ON_TRACK)
    if not without and not running:
        return met(
            f"{unit[0].upper()}{unit[1:]} hoàn thành {len(targets)}/{len(targets)} chỉ tiêu được giao năm {case.year}."
        )
    words = []
    if running:
        words.append(
            f"chưa kết thúc năm, {len(running)}/{len(targets)} chỉ tiêu chưa hoàn thành: {_listed_targets(running)}"
        )
    if without:
        words.append(f"chưa có số liệu của {len(without)}/{len(targets)} chỉ tiêu: {_listed_targets(without)}")
    names = listed(target.name for target in (*running, *without))
    return unknown(sentence("; ".join(words)), f"kết quả cả năm của {names}")


def _of(targets: tuple[TargetFact, ...], *verdicts: Verdict) -> list[TargetFact]:
    return [target for target in targets if target.verdict in verdicts]


def _listed_targets(targets: list[TargetFact]) -> str:
    return "; ".join(_target_words(target) for target in targets)


def _target_words(target: TargetFact) -> str:
    asked = f", {clause(target.words)}" if target.words and target.words != target.name else ""
    why = clause(target.sentence) or target.verdict.label
    return f"{target.name}{asked} ({why})"


def confirmed(case: Case, params: Params) -> Reading:
    """What people must attest, because no figure shows it."""
    key, what = params.text("key"), params.text("what")
    if case.facts.confirmations is None:
        return unknown(f"Chưa có xác nhận: {what}.", f"xác nhận: {what}")
    given = [one for one in case.facts.confirmations if one.key == key and one.holds is not None]
    against = [one for one in given if one.holds is False]
    if against:
        return not_met(
            sentence(
                f"Không được xác nhận: {what} (theo {against[0].said_by or 'nguồn chưa ghi'}){_remark(against[0].words)}"
            ),
            what,
        )
    named = [one for one in given if one.said_by]
    if not named:
        missing = "người xác nhận" if given else f"xác nhận: {what}"
        return unknown(f"Chưa có {missing if given else 'xác nhận'}: {what}.", missing)
    return met(sentence(f"Được xác nhận: {what} (theo {named[0].said_by}){_remark(named[0].words)}"))


def _remark(words: str) -> str:
    return f": {clause(words)}" if words else ""


def read_the_law(case: Case, params: Params) -> Reading:
    """A standard that is not judged by the program, because its text could not be read: a person must."""
    what = params.text("what")
    return unknown(
        f"{what} chưa được tự động xét vì chưa đối chiếu được với văn bản gốc; chuyên viên phải tự đối chiếu.", what
    )


RULES = (
    Rule("nothing_pending", "Không có vụ việc đang được xem xét", nothing_pending),
    Rule("discipline_over", "Không trong thời hạn kỷ luật", discipline_over),
    Rule("unit_targets_met", "Người đứng đầu: đơn vị hoàn thành chỉ tiêu được giao", unit_targets_met),
    Rule("confirmed", "Tiêu chuẩn phải có xác nhận", confirmed),
    Rule("read_the_law", "Tiêu chuẩn phải đối chiếu văn bản", read_the_law),
)
